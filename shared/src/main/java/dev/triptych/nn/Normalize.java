package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;

/** The Normalize module of sentence-transformers: vectors of length one. */
record Normalize(Path folder, Parameters parameters, int width) implements SentenceModule {
    @Override
    public NDArray forward(NDArray x, boolean train) {
        return Kernels.get().call("unit", train, List.of(x));
    }
}
