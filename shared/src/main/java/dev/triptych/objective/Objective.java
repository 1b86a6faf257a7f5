package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * What a batch of embeddings is trained towards: a pure function of embeddings and labels.
 *
 * <p>Implementations use only operations whose backward pass is sound in DJL: no scalar operation with a {@code Number} (its constant is freed
 * before the backward pass reads it), no {@code toType} and no {@code duplicate} (they cut the gradient silently). A test holds that.
 */
public interface Objective {
    /**
     * The loss to be minimised, a scalar that belongs, like every array made on the way, to the manager of the batch's anchors. That manager
     * must stay open until the backward pass is done.
     */
    NDArray loss(Batch batch);
}
