package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** The parts of which contrastive objectives are made, from operations that are sound under DJL's autograd. */
final class Contrast {
    private Contrast() {}

    /** A constant that outlives Java's garbage collection: native memory, not a Java buffer. */
    static NDArray constant(NDManager scope, double value) {
        return scope.full(new Shape(), (float) value);
    }

    /** Rows of unit length; PyTorch's {@code F.normalize}. */
    static NDArray unit(NDArray rows) {
        return rows.normalize(2, 1);
    }

    /** Logits {@code [batch, batch]} of every anchor with every positive; minus infinity where the batch says that j is no negative of i. */
    static NDArray inBatch(Batch batch, NDArray unitAnchors, NDArray scale) {
        NDArray logits = unitAnchors.matMul(unit(batch.positives()).transpose()).mul(scale);
        return batch.notNegatives()
                .map(rows -> logits.add(leavingOut(batch.anchors().getManager(), rows)))
                .orElse(logits);
    }

    private static NDArray leavingOut(NDManager scope, boolean[][] rows) {
        float[] bias = new float[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                bias[i * rows.length + j] = i != j && rows[i][j] ? Float.NEGATIVE_INFINITY : 0;
            }
        }
        return scope.create(bias, new Shape(rows.length, rows.length)); // an addend is not kept for the backward pass
    }

    /** Mean cross-entropy of rows whose right answer is column i in row i. */
    static NDArray diagonalCrossEntropy(NDManager scope, NDArray logits) {
        int rows = (int) logits.getShape().get(0);
        NDArray target = scope.arange(0, rows, 1, DataType.INT64).reshape(rows, 1);
        return logits.logSoftmax(1).gather(target, 1).mean().neg();
    }

    /** Columns side by side. */
    static NDArray beside(NDArray left, NDArray right) {
        return NDArrays.concat(new NDList(left, right), 1);
    }

    /** Mean cross-entropy of both directions, each with its own softmax. */
    static NDArray bothWays(NDManager scope, NDArray forward, NDArray backward) {
        NDArray sum = diagonalCrossEntropy(scope, forward).add(diagonalCrossEntropy(scope, backward));
        return sum.mul(constant(scope, 0.5));
    }
}
