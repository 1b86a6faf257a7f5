package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * CLIP's symmetric InfoNCE with a learned scale (Radford et al. 2021; open_clip's ClipLoss). The scale's logarithm is a parameter of the model,
 * one per pair of modalities, and comes with the batch.
 */
public record Clip() implements Objective {
    /** What the logarithm starts at in the paper: a temperature of 0.07. */
    public static final double FIRST_LOG_SCALE = Math.log(1 / 0.07);

    /** What the paper holds the logarithm below after each step: a scale of 100. */
    public static final double MAX_LOG_SCALE = Math.log(100);

    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "CLIP");
        NDManager scope = batch.anchors().getManager();
        NDArray pairs = LeftOut.of(scaledCosines(batch, "CLIP"), batch.leftOut().pairs());
        return Contrast.bothWays(scope, pairs, pairs.transpose());
    }

    /** Cosines {@code [batch, batch]} of all anchors with all positives, times the learned scale. */
    static NDArray scaledCosines(Batch batch, String objective) {
        NDArray logScale = batch.logScale()
                .orElseThrow(() ->
                        new IllegalArgumentException(objective + " learns its scale: the batch needs a logScale"));
        NDArray scale = logScale.exp();
        scale.attach(batch.anchors().getManager()); // the parameter's own manager lives as long as the model
        return Contrast.products(Contrast.unit(batch.anchors()).mul(scale), Contrast.unit(batch.positives()));
    }

    /** The value that a logarithm is put back to after an optimizer's step: from 0 to {@link #MAX_LOG_SCALE}. */
    public static double clamped(double logScale) {
        return Math.max(0, Math.min(MAX_LOG_SCALE, logScale));
    }
}
