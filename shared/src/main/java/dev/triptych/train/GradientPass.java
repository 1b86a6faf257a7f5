package dev.triptych.train;

import ai.djl.ndarray.NDManager;

/** The way from a prepared batch to the gradients of the weights that learn. */
interface GradientPass {

    /**
     * Adds the gradients of a batch to those of the weights.
     *
     * @param manager under which the pass opens scopes of its own, and closes them
     * @return the loss
     */
    double collect(NDManager manager, BatchPreparation.Batch batch);
}
