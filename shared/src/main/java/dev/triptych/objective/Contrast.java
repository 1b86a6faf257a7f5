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

    static NDArray times(NDArray values, double factor) {
        return values.mul(constant(values.getManager(), factor));
    }

    /** Rows of unit length; PyTorch's {@code F.normalize}. */
    static NDArray unit(NDArray rows) {
        return rows.normalize(2, 1);
    }

    /** Dot products {@code [left, right]} of every row with every row. */
    static NDArray products(NDArray left, NDArray right) {
        return left.matMul(right.transpose());
    }

    /** Dot products {@code [rows]} of row i with row i. */
    static NDArray rowProducts(NDArray left, NDArray right) {
        return left.mul(right).sum(new int[] {1});
    }

    /** Cosines {@code [rows]} of row i with row i. */
    static NDArray rowCosines(NDArray left, NDArray right) {
        return rowProducts(unit(left), unit(right));
    }

    /** Products {@code [batch, n]} of anchors with their own hard negatives. */
    static NDArray ownProducts(Batch batch, NDArray negatives) {
        int width = batch.width();
        NDArray own = negatives.reshape(batch.size(), batch.negativesEach(), width);
        return own.mul(batch.anchors().reshape(batch.size(), 1, width)).sum(new int[] {2});
    }

    /** {@code [rows, rows * each]}: 1 where a column belongs to the row, 0 elsewhere. */
    static NDArray own(NDManager scope, int rows, int each) {
        NDArray eye = scope.eye(rows);
        return each == 1 ? eye : eye.repeat(1, each);
    }

    /** Minus infinity where {@link #own} is 1, and 0 elsewhere. */
    static NDArray withoutOwn(NDManager scope, int rows, int each) {
        return own(scope, rows, each).neg().add(1).log();
    }

    /** Minus infinity where the condition holds, and 0 elsewhere. */
    static NDArray minusInfinityWhere(NDArray condition) {
        NDManager scope = condition.getManager();
        Shape shape = condition.getShape();
        return NDArrays.where(condition, scope.full(shape, Float.NEGATIVE_INFINITY), scope.zeros(shape));
    }

    /** Mean cross-entropy of rows whose right answer is column i in row i. */
    static NDArray diagonalCrossEntropy(NDManager scope, NDArray logits) {
        int rows = (int) logits.getShape().get(0);
        NDArray target = scope.arange(0, rows, 1, DataType.INT64).reshape(rows, 1);
        return logits.logSoftmax(1).gather(target, 1).mean().neg();
    }

    /** Columns side by side. */
    static NDArray beside(NDArray... blocks) {
        return NDArrays.concat(new NDList(blocks), 1);
    }

    /** Mean cross-entropy of both directions, each with its own softmax. */
    static NDArray bothWays(NDManager scope, NDArray forward, NDArray backward) {
        NDArray sum = diagonalCrossEntropy(scope, forward).add(diagonalCrossEntropy(scope, backward));
        return times(sum, 0.5);
    }

    /** The targets, {@code [batch, columns]}. */
    static NDArray targets(Batch batch, String objective, long... columns) {
        NDArray targets = batch.targets()
                .orElseThrow(
                        () -> new IllegalArgumentException("targets: found none, and " + objective + " needs them"));
        for (long n : columns) {
            if (targets.getShape().get(1) == n) {
                return targets;
            }
        }
        String expected = java.util.Arrays.toString(columns);
        throw new IllegalArgumentException(
                "targets: found " + targets.getShape().get(1) + " a row, expected for " + objective + " " + expected);
    }

    /** The hard negatives of an objective that needs them. */
    static NDArray negatives(Batch batch, String objective) {
        return batch.negatives()
                .orElseThrow(
                        () -> new IllegalArgumentException("negatives: found none, and " + objective + " needs them"));
    }

    /** For objectives that would ignore hard negatives: embedded for nothing, and missed by whoever mined them. */
    static void noNegatives(Batch batch, String objective) {
        if (batch.negatives().isPresent()) {
            throw new IllegalArgumentException(objective + " knows no hard negatives: use InfoNce");
        }
    }
}
