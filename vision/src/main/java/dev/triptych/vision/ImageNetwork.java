package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Parameters;
import java.nio.file.Path;
import java.util.Optional;

/** A network for pictures: {@code [batch, 3, height, width]} in, {@code [batch, width]} out, not yet of length one. */
sealed interface ImageNetwork permits MobileNetV2, PatchTransformer {
    /** Numbers per vector. */
    int width();

    /** What can be trained, by the published names. */
    Parameters parameters();

    NDArray forward(NDArray pictures, boolean train);

    /** The layers of a transformer; empty for a convolutional network. */
    Optional<LayerStack> layers();

    /** Writes the weights under the published names. */
    void write(Path file, DType dtype);
}
