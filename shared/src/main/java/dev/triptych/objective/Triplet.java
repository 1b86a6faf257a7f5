package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The triplet loss: an anchor's hard negatives shall be further away than its positive by a margin (Schroff et al. 2015;
 * sentence-transformers' TripletLoss). The mean over all hard negatives.
 *
 * @param margin the reference library's default is 5 with Euclidean distance; cosine distances are 2 at most
 */
public record Triplet(Distance distance, double margin) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        NDArray negatives = Contrast.negatives(batch, "the triplet loss");
        int n = batch.negativesEach();
        NDArray right = distance.rows(batch.anchors(), batch.positives());
        NDArray wrong = distance.rows(batch.anchors().repeat(0, n), negatives);
        return Activation.relu(right.repeat(0, n).sub(wrong).add((float) margin))
                .mean();
    }
}
