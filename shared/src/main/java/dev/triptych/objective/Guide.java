package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a guide, a model that does not learn, makes of the contents of a batch; its width is its own.
 *
 * @param anchors {@code [batch, guide's width]}
 * @param positives {@code [batch, guide's width]}
 * @param negatives {@code [batch * n, guide's width]}, as in {@link Batch}
 */
public record Guide(NDArray anchors, NDArray positives, Optional<NDArray> negatives) {}
