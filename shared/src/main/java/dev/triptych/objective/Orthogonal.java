package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;

/**
 * The global orthogonal regulariser: random embeddings of one side shall be as good as orthogonal, mean cosine 0 and mean square 1/width (Zhang
 * et al. 2017; sentence-transformers' GlobalOrthogonalRegularizationLoss). The mean over anchors, positives and each rank of hard negatives.
 *
 * @param mean weight of the squared mean
 * @param secondMoment weight of what the mean square has above 1/width
 */
public record Orthogonal(double mean, double secondMoment) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        NDArray sum = regularity(batch.anchors()).add(regularity(batch.positives()));
        int n = batch.negativesEach();
        if (n > 0) {
            NDArray ranks = batch.negatives().orElseThrow().reshape(batch.size(), n, batch.width());
            for (int k = 0; k < n; k++) {
                sum = sum.add(regularity(ranks.get(":, " + k)));
            }
        }
        return Contrast.times(sum, 1.0 / (2 + n));
    }

    private NDArray regularity(NDArray side) {
        NDManager scope = side.getManager();
        int rows = (int) side.getShape().get(0);
        NDArray rowsOfOne = Contrast.unit(side);
        NDArray others = Contrast.own(scope, rows, 1).neg().add(1);
        NDArray cosines = Contrast.products(rowsOfOne, rowsOfOne).mul(others);
        double pairs = Math.max(1, (double) rows * (rows - 1));
        NDArray first = Contrast.times(cosines.sum(), 1 / pairs).square();
        NDArray second = Contrast.times(cosines.square().sum(), 1 / pairs);
        NDArray above =
                Activation.relu(second.sub((float) (1.0 / side.getShape().get(1))));
        return Contrast.times(first, mean).add(Contrast.times(above, secondMoment));
    }
}
