package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;

/**
 * The sigmoid loss (Zhai et al. 2023; open_clip's SigLipLoss): whether i and j belong together is asked of every pair by itself. Scale and bias
 * are learned; they are parameters of the model, one of each per pair of modalities, and come with the batch.
 */
public record SigLip() implements Objective {
    /** What the scale's logarithm starts at in the paper. */
    public static final double FIRST_LOG_SCALE = Math.log(10);

    /** What the bias starts at in the paper: most pairs do not belong together. */
    public static final double FIRST_BIAS = -10;

    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "SigLIP");
        NDArray bias = batch.logitBias()
                .orElseThrow(() -> new IllegalArgumentException("SigLIP learns a bias: the batch needs a logitBias"));
        NDManager scope = batch.anchors().getManager();
        NDArray logits = LeftOut.of(
                Clip.scaledCosines(batch, "SigLIP").add(bias), batch.leftOut().pairs());
        // -log sigmoid(z x) is softplus(-z x): minus one for the pairs, one for all others.
        NDArray against =
                Contrast.times(Contrast.own(scope, batch.size(), 1), -2).add(1);
        return Contrast.times(Activation.softPlus(logits.mul(against)).sum(), 1.0 / batch.size());
    }
}
