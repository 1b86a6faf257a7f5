package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * InfoNCE with a fixed scale: each anchor has to find its positive among all positives and hard negatives of the batch (van den Oord et al.
 * 2018; sentence-transformers' MultipleNegativesRankingLoss).
 *
 * @param scale what cosines are multiplied with, the inverse of the temperature; the reference library's default is 20
 * @param symmetric whether each positive has to find its anchor as well; the two losses are averaged, hard negatives stay in the first
 */
public record InfoNce(double scale, boolean symmetric) implements Objective {
    public InfoNce {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale: found " + scale + ", expected a positive number");
        }
    }

    @Override
    public NDArray loss(Batch batch) {
        NDManager scope = batch.anchors().getManager();
        NDArray factor = Contrast.constant(scope, scale);
        NDArray anchors = Contrast.unit(batch.anchors());
        NDArray pairs = Contrast.inBatch(batch, anchors, factor);
        NDArray forward = batch.negatives()
                .map(n -> Contrast.beside(
                        pairs, anchors.matMul(Contrast.unit(n).transpose()).mul(factor)))
                .orElse(pairs);
        return symmetric
                ? Contrast.bothWays(scope, forward, pairs.transpose())
                : Contrast.diagonalCrossEntropy(scope, forward);
    }
}
