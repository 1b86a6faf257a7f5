package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * A low-rank change of some rows of a weight, see {@link Lora}.
 *
 * @param name of the weight and the part of it
 * @param first row that is changed
 * @param a {@code [rank, in]}
 * @param b {@code [rows, rank]}, zero at first, so that nothing is changed yet
 */
record LowRank(String name, int first, NDArray a, NDArray b, double scale) {

    /** The weight's name without the part. */
    String weight() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Whether all rows of the weight change. */
    boolean whole(NDArray weight) {
        return first == 0 && weight.getShape().get(0) == b.getShape().get(0);
    }

    /** The weight with its change, {@code [out, in]} of the scope; gradients flow to A and B, and to the weight if it asks for them. */
    NDArray of(NDManager scope, NDArray weight, boolean train) {
        return Kernels.get()
                .call(
                        "adapted",
                        train,
                        List.of(Kernels.scalar(scope, scale), Kernels.scalar(scope, first), weight, a, b));
    }
}
