package dev.triptych.objective;

import ai.djl.ndarray.NDArray;

/** The squared difference of a pair's cosine from its target (sentence-transformers' CosineSimilarityLoss). */
public record CosineSimilarity() implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Contrast.noNegatives(batch, "cosine similarity");
        NDArray targets = Contrast.targets(batch, "cosine similarity", 1).reshape(batch.size());
        return Contrast.rowCosines(batch.anchors(), batch.positives())
                .sub(targets)
                .square()
                .mean();
    }
}
