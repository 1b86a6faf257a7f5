package dev.triptych.nn;

/**
 * Tokens of a text and where they stand in it.
 *
 * @param tokens the ids
 * @param ends for each token the index in the text behind its last character, not above 0 for those of the prompt, or
 *     {@link #NOWHERE} for a special token
 */
record LocatedTokens(Prepared.Tokens tokens, int[] ends) {
    static final int NOWHERE = Integer.MIN_VALUE;

    /** The index behind the last character that has become a token. */
    int seen() {
        int seen = 0;
        for (int end : ends) {
            seen = Math.max(seen, end);
        }
        return seen;
    }
}
