package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * AnglE: CoSENT on the angle between embeddings read as complex numbers, their first half real and their second imaginary (Li and Li 2023;
 * sentence-transformers' AnglELoss). One target per pair.
 *
 * @param scale the reference library's default is 20
 */
public record Angle(double scale) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "AnglE");
        Batch.check(batch.width() % 2 == 0, "width", batch.width(), "an even number");
        NDArray targets = Contrast.targets(batch, "AnglE", 1);
        NDArray x = Contrast.unit(batch.anchors());
        NDArray y = Contrast.unit(batch.positives());
        int half = batch.width() / 2;
        NDArray real = y.get(":, :" + half);
        NDArray imaginary = y.get(":, " + half + ":");
        // Of unit vectors, the quotient's parts add up to the cosine plus the sine: x times y and x times y turned by a
        // quarter.
        NDArray turned = NDArrays.concat(new NDList(imaginary.neg(), real), 1);
        NDArray angles = Contrast.rowProducts(x, y).add(Contrast.rowProducts(x, turned));
        return Ranking.loss(angles.abs(), targets, scale);
    }
}
