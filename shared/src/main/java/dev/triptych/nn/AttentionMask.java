package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** What is added to the products of query and key, so that a query does not see a key. */
public final class AttentionMask {
    /** Far below any score, yet finite, so that a row without tokens gives no NaN. */
    static final float HIDDEN = -1e9f;

    private AttentionMask() {}

    /** {@code [tokens, tokens]}: a token sees itself and those before it. */
    public static NDArray causal(NDManager scope, int tokens) {
        return window(scope, tokens, tokens, 0);
    }

    /** {@code [tokens, tokens]}: a query sees the keys up to so many places before and after it. */
    static NDArray window(NDManager scope, int tokens, int before, int after) {
        float[] mask = new float[tokens * tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = 0; key < tokens; key++) {
                boolean seen = key >= query - before && key <= query + after;
                mask[query * tokens + key] = seen ? 0 : HIDDEN;
            }
        }
        return scope.create(mask, new Shape(tokens, tokens));
    }
}
