package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** CoSENT's loss on scores of any kind: {@code log(1 + sum of exp(scale (score_i - score_j)) over all target_i < target_j)}. */
final class Ranking {
    private Ranking() {}

    /**
     * The loss; not divided by the number of pairs.
     *
     * @param scores {@code [batch]}
     * @param targets {@code [batch, 1]}
     */
    static NDArray loss(NDArray scores, NDArray targets, double scale) {
        NDManager scope = scores.getManager();
        int n = (int) scores.size();
        NDArray scaled = Contrast.times(scores, scale);
        NDArray differences = scaled.reshape(n, 1).sub(scaled.reshape(1, n));
        NDArray inOrder = targets.reshape(n, 1).gte(targets.reshape(1, n));
        NDArray terms = differences.add(Contrast.minusInfinityWhere(inOrder)).reshape((long) n * n);
        // The logarithm of the sum of exponentials is what log-softmax takes from the zero in front.
        NDArray withZero = NDArrays.concat(new NDList(scope.zeros(new Shape(1)), terms));
        return withZero.logSoftmax(0).get(0).neg();
    }
}
