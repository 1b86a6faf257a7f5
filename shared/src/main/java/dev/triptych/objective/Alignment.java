package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * How far the two sides of a pair are apart: the mean of one minus their cosine, half of the alignment loss of Wang and Isola (2020). It knows
 * no negatives, so that it stands beside an objective that does: where one side is a teacher's, it is distillation by cosine.
 */
public record Alignment() implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        NDArray cosines = Contrast.rowCosines(batch.anchors(), batch.positives());
        return Contrast.constant(cosines.getManager(), 1).sub(cosines.mean());
    }
}
