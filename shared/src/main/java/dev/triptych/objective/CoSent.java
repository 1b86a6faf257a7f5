package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * CoSENT: pairs that are said to be more alike shall have the higher cosines (Su 2022; sentence-transformers' CoSENTLoss). One target per
 * pair; only their order counts.
 *
 * @param scale the reference library's default is 20
 */
public record CoSent(double scale) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "CoSENT");
        NDArray targets = Contrast.targets(batch, "CoSENT", 1);
        return Ranking.loss(Contrast.rowCosines(batch.anchors(), batch.positives()), targets, scale);
    }
}
