package dev.triptych.text;

/** Which token's vector stands for the text. */
sealed interface TextPosition {
    /** Where it is. */
    int of(int[] ids);

    /** The first token with this id, or the very first token if there is none, as transformers' argmax has it. */
    record FirstOf(int id) implements TextPosition {
        @Override
        public int of(int[] ids) {
            for (int i = 0; i < ids.length; i++) {
                if (ids[i] == id) {
                    return i;
                }
            }
            return 0;
        }
    }

    /** The first token with the highest id in the text: CLIP's vocabulary ends with the end token. */
    record HighestId() implements TextPosition {
        @Override
        public int of(int[] ids) {
            int at = 0;
            for (int i = 1; i < ids.length; i++) {
                if (ids[i] > ids[at]) {
                    at = i;
                }
            }
            return at;
        }
    }

    /** The last token, padding included. */
    record Last() implements TextPosition {
        @Override
        public int of(int[] ids) {
            return ids.length - 1;
        }
    }
}
