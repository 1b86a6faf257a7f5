package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * How token vectors {@code [batch, tokens, width]} become one vector {@code [batch, width]} (sentence-transformers, {@code Pooling});
 * padding never counts. A text of which no token counts gives zeros.
 */
public enum Pooling {
    /** The vector of the first token. */
    CLS,
    /** The largest value of each component. */
    MAX,
    /** The average over all tokens, special ones included. */
    MEAN,
    /** The sum over all tokens, divided by the root of their number. */
    MEAN_SQRT_LEN,
    /** The average in which the token at position i (from 1) counts i times (SGPT, Muennighoff 2022). */
    WEIGHTED_MEAN,
    /** The vector of the last token. */
    LAST_TOKEN;

    /**
     * Pools token vectors.
     *
     * @param states {@code [batch, tokens, width]}
     * @param counts {@code [batch][tokens]}, whether a token counts
     * @param scope owns the result
     */
    NDArray pool(NDManager scope, NDArray states, boolean[][] counts, boolean train) {
        int tokens = (int) states.getShape().get(1);
        float[] weights = new float[counts.length * tokens];
        for (int i = 0; i < counts.length; i++) {
            weigh(counts[i], weights, i * tokens);
        }
        NDArray w = scope.create(weights, new Shape(counts.length, tokens));
        String kernel =
                switch (this) {
                    case MAX -> "max_pool";
                    case MEAN_SQRT_LEN -> "mean_sqrt_len_pool";
                    default -> "mean_pool";
                };
        return Kernels.get().call(kernel, train, List.of(states, w));
    }

    /** All but the largest value are averages that differ only in the weights of the tokens. */
    private void weigh(boolean[] counts, float[] weights, int offset) {
        int last = -1;
        for (int j = 0; j < counts.length; j++) {
            if (counts[j]) {
                weights[offset + j] = switch (this) {
                    case CLS -> last < 0 ? 1 : 0;
                    case LAST_TOKEN -> 0;
                    case WEIGHTED_MEAN -> j + 1;
                    case MAX, MEAN, MEAN_SQRT_LEN -> 1;
                };
                last = j;
            }
        }
        if (this == LAST_TOKEN && last >= 0) {
            weights[offset + last] = 1;
        }
    }
}
