package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/** How far apart two embeddings are. */
public enum Distance {
    /** The length of the difference. */
    EUCLIDEAN {
        @Override
        NDArray rows(NDArray left, NDArray right) {
            return root(left.sub(right).square().sum(new int[] {1}));
        }

        @Override
        NDArray all(NDArray left, NDArray right) {
            NDArray l = left.square().sum(new int[] {1}, true);
            NDArray r = right.square().sum(new int[] {1}, true).transpose();
            return root(l.add(r).sub(Contrast.times(Contrast.products(left, right), 2)));
        }
    },
    /** One minus the cosine. */
    COSINE {
        @Override
        NDArray rows(NDArray left, NDArray right) {
            return Contrast.rowCosines(left, right).neg().add(1);
        }

        @Override
        NDArray all(NDArray left, NDArray right) {
            return Contrast.products(Contrast.unit(left), Contrast.unit(right))
                    .neg()
                    .add(1);
        }
    };

    /** Distances {@code [rows]} of row i from row i. */
    abstract NDArray rows(NDArray left, NDArray right);

    /** Distances {@code [left, right]} of every row from every row. */
    abstract NDArray all(NDArray left, NDArray right);

    /** The root, with a gradient of zero where it has none: between equal vectors, and where rounding went below zero. */
    private static NDArray root(NDArray squared) {
        NDArray none = squared.lte(0);
        NDArray zeros = squared.getManager().zeros(squared.getShape());
        NDArray positive = NDArrays.where(none, zeros.add(1), squared);
        return NDArrays.where(none, zeros, positive.sqrt());
    }
}
