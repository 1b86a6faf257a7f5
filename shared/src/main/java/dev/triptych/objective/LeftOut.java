package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * Candidates that are left out of the softmax because they may be right: added to the logits, minus infinity where a candidate leaves and zero
 * elsewhere. The true pair never does.
 *
 * @param pairs {@code [batch, batch]}: positive j for anchor i
 * @param anchors {@code [batch, batch]}: anchor j for anchor i
 * @param positives {@code [batch, batch]}: positive j for positive i
 * @param negatives {@code [batch, batch * n]}: hard negative j for anchor i
 */
public record LeftOut(
        Optional<NDArray> pairs, Optional<NDArray> anchors, Optional<NDArray> positives, Optional<NDArray> negatives) {

    /** All candidates stay. */
    public static final LeftOut NONE =
            new LeftOut(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Members of one group, other than a row itself. */
    static LeftOut ofGroups(NDManager scope, long... groups) {
        int n = groups.length;
        float[] bias = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                bias[i * n + j] = i != j && groups[i] == groups[j] ? Float.NEGATIVE_INFINITY : 0;
            }
        }
        Optional<NDArray> same = Optional.of(scope.create(bias, new Shape(n, n)));
        return new LeftOut(same, same, same, Optional.empty());
    }

    /** What either leaves out. */
    LeftOut and(LeftOut other) {
        return new LeftOut(
                both(pairs, other.pairs),
                both(anchors, other.anchors),
                both(positives, other.positives),
                both(negatives, other.negatives));
    }

    private static Optional<NDArray> both(Optional<NDArray> a, Optional<NDArray> b) {
        return a.map(x -> b.map(x::add).orElse(x)).or(() -> b);
    }

    /** The logits without the candidates that a bias leaves out; an addend is not kept for the backward pass. */
    static NDArray of(NDArray logits, Optional<NDArray> bias) {
        return bias.map(logits::add).orElse(logits);
    }
}
