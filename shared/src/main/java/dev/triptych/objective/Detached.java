package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/** The one place where a gradient is cut on purpose. */
final class Detached {
    private Detached() {}

    static NDArray of(NDArray values) {
        return values.stopGradient();
    }
}
