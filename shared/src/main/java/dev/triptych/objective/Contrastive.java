package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The contrastive loss: alike pairs (target 1) come together, unlike ones (target 0) go apart up to a margin (Hadsell et al. 2006;
 * sentence-transformers' ContrastiveLoss), in cosine distance.
 *
 * @param margin the reference library's default is 0.5
 */
public record Contrastive(double margin) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "the contrastive loss");
        NDArray alike = Contrast.targets(batch, "the contrastive loss", 1).reshape(batch.size());
        NDArray distances = Distance.COSINE.rows(batch.anchors(), batch.positives());
        NDArray together = distances.square().mul(alike);
        NDArray apart = Activation.relu(distances.neg().add((float) margin))
                .square()
                .mul(alike.neg().add(1));
        return Contrast.times(together.add(apart).mean(), 0.5);
    }
}
