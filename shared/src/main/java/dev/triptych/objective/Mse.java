package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/**
 * Distillation of vectors: embeddings shall be the teacher's (sentence-transformers' MSELoss). With both sides it is multilingual distillation
 * (Reimers and Gurevych 2020): a sentence and its translation towards what the teacher makes of the sentence. Targets are the teacher's
 * vectors of the anchors.
 *
 * @param bothSides whether the positives learn the same targets
 */
public record Mse(boolean bothSides) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "MSE");
        NDArray teacher = Contrast.targets(batch, "MSE", batch.width());
        NDArray anchors = batch.anchors().sub(teacher).square().mean();
        return bothSides
                ? Contrast.times(
                        anchors.add(batch.positives().sub(teacher).square().mean()), 0.5)
                : anchors;
    }
}
