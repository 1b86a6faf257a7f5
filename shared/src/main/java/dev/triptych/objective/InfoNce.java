package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * InfoNCE with a fixed scale: each anchor has to find its positive among all positives and hard negatives of the batch (van den Oord et al.
 * 2018; sentence-transformers' MultipleNegativesRankingLoss).
 *
 * @param scale what cosines are multiplied with, the inverse of the temperature; the reference library's default is 20
 * @param form who is contrasted with whom
 * @param hardness by how much hard candidates count more
 */
public record InfoNce(double scale, Form form, Hardness hardness) implements Objective {
    /** Who is contrasted with whom. */
    public enum Form {
        /** Anchors look for their positives. */
        ONE_WAY,
        /** Positives look for their anchors as well, in a softmax of their own; the mean of both. Hard negatives stay in the first. */
        SYMMETRIC,
        /** One softmax of all four: anchors and positives with anchors and positives (Li et al. 2023, GTE). */
        IMPROVED,
        /** As {@link #IMPROVED}, without positives looking for anchors (Solatorio 2024, GISTEmbed). */
        GIST
    }

    public InfoNce {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale: found " + scale + ", expected a positive number");
        }
    }

    /** Without hardness weighting, one way or both. */
    public InfoNce(double scale, boolean symmetric) {
        this(scale, symmetric ? Form.SYMMETRIC : Form.ONE_WAY, Hardness.NONE);
    }

    @Override
    public NDArray loss(Batch batch) {
        NDManager scope = batch.anchors().getManager();
        NDArray anchors = Contrast.unit(batch.anchors());
        NDArray scaled = Contrast.times(anchors, scale);
        NDArray positives = Contrast.unit(batch.positives());
        Optional<NDArray> negatives = batch.negatives().map(Contrast::unit);
        LeftOut leftOut = batch.leftOut();

        NDArray pairs = Contrast.products(scaled, positives);
        NDArray found = LeftOut.of(hardness.pairs(pairs, scale), leftOut.pairs());
        NDArray forward = negatives
                .map(n -> Contrast.beside(
                        found,
                        LeftOut.of(hardness.negatives(Contrast.products(scaled, n), scale), leftOut.negatives())))
                .orElse(found);
        return switch (form) {
            case ONE_WAY -> Contrast.diagonalCrossEntropy(scope, forward);
            case SYMMETRIC ->
                Contrast.bothWays(
                        scope, forward, LeftOut.of(pairs, leftOut.pairs()).transpose());
            case IMPROVED ->
                Contrast.diagonalCrossEntropy(
                        scope,
                        Contrast.beside(
                                forward,
                                LeftOut.of(pairs, leftOut.pairs()).transpose(),
                                amongAnchors(leftOut, anchors, scaled),
                                amongPositives(batch, positives, negatives)));
            case GIST ->
                Contrast.diagonalCrossEntropy(
                        scope,
                        Contrast.beside(
                                forward,
                                amongAnchors(leftOut, anchors, scaled),
                                amongPositives(batch, positives, Optional.empty())));
        };
    }

    private static NDArray amongAnchors(LeftOut leftOut, NDArray anchors, NDArray scaled) {
        int rows = (int) anchors.getShape().get(0);
        NDArray others = Contrast.withoutOwn(anchors.getManager(), rows, 1);
        return LeftOut.of(Contrast.products(scaled, anchors).add(others), leftOut.anchors());
    }

    /** Of hard negatives, a positive's own are left out like itself: nobody says that the two are unlike. */
    private NDArray amongPositives(Batch batch, NDArray positives, Optional<NDArray> negatives) {
        NDManager scope = positives.getManager();
        int rows = batch.size();
        NDArray scaled = Contrast.times(positives, scale);
        NDArray others = LeftOut.of(
                Contrast.products(scaled, positives).add(Contrast.withoutOwn(scope, rows, 1)),
                batch.leftOut().positives());
        return negatives
                .map(n -> Contrast.beside(
                        others,
                        Contrast.products(scaled, n).add(Contrast.withoutOwn(scope, rows, batch.negativesEach()))))
                .orElse(others);
    }
}
