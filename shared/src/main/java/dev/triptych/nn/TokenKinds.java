package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Tells a transformer which of two texts a token belongs to (BERT's token types). The transformer adds the vector of type 0 to every
 * token; here the tokens of the second text are looked up in a second copy of the table, which holds the difference to type 1 already.
 */
final class TokenKinds {
    /** For models that do not tell the texts apart. */
    static final TokenKinds NONE = new TokenKinds(0);

    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String TYPES = "embeddings.token_type_embeddings.weight";

    /** What is added to the id of a token of the second text. */
    private final int offset;

    private TokenKinds(int offset) {
        this.offset = offset;
    }

    /** Doubles the table of a transformer that has two types; the others have nothing to tell the texts apart by. */
    static TokenKinds of(Parameters parameters) {
        if (!parameters.has(TYPES) || parameters.get(TYPES).getShape().get(0) < 2) {
            return NONE;
        }
        NDArray table = parameters.get(WORDS);
        int words = (int) table.getShape().get(0);
        int width = (int) table.getShape().get(1);
        float[] types = parameters.get(TYPES).toFloatArray();
        float[] first = table.toFloatArray();
        float[] both = Arrays.copyOf(first, Math.multiplyExact(2, first.length));
        for (int i = 0; i < first.length; i++) {
            both[first.length + i] = first[i] + (types[width + i % width] - types[i % width]);
        }
        table.close();
        parameters.put(WORDS, both, 2L * words, width);
        return new TokenKinds(words);
    }

    int[] ids(WordTokenizer.PairTokens pair) {
        int[] ids = pair.tokens().ids().clone();
        for (int i = 0; i < ids.length; i++) {
            ids[i] += pair.types()[i] == 1 ? offset : 0;
        }
        return ids;
    }
}
