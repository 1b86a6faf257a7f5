package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * Distillation of margins: by how much a teacher prefers the positive to each hard negative (Hofstätter et al. 2020; sentence-transformers'
 * MarginMSELoss), on dot products. Targets are the margins, one per hard negative, or the teacher's scores of the positive and of each.
 *
 * @param scale what dot products are multiplied with, 1 in the paper; unit vectors cannot reach the margins of a teacher that is no cosine
 */
public record MarginMse(double scale) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        NDArray negatives = Contrast.negatives(batch, "MarginMSE");
        int n = batch.negativesEach();
        NDArray targets = Contrast.targets(batch, "MarginMSE", n, n + 1L);
        NDArray wanted =
                targets.getShape().get(1) == n ? targets : targets.get(":, :1").sub(targets.get(":, 1:"));
        NDArray right = Contrast.rowProducts(batch.anchors(), batch.positives()).reshape(batch.size(), 1);
        NDArray margins = right.sub(Contrast.ownProducts(batch, negatives));
        return Contrast.times(margins, scale).sub(wanted).square().mean();
    }
}
