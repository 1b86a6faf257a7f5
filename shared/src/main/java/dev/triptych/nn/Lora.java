package dev.triptych.nn;

import java.util.Set;

/**
 * Low-rank adaptation (Hu et al. 2021): matrices of the layers learn as {@code W + alpha / rank · B·A}, where only A and B move.
 *
 * @param rank columns of B and rows of A
 * @param alpha how much the product counts, relative to the rank
 * @param targets which matrices of each layer; a part of a matrix that a family stores in one with others is a target like any other
 * @param apart whether a saved model has A and B beside its weights, as they were before; otherwise they are merged
 */
public record Lora(int rank, double alpha, Set<LayerPart> targets, boolean apart) {
    /** Merged when the model is saved. */
    public Lora(int rank, double alpha, Set<LayerPart> targets) {
        this(rank, alpha, targets, false);
    }

    public Lora {
        targets = Set.copyOf(targets);
        if (rank < 1 || targets.isEmpty() || !targets.stream().allMatch(LayerPart::linear)) {
            throw new IllegalArgumentException("rank " + rank + " of " + targets);
        }
    }

    /** What the product of the two matrices is multiplied with. */
    double scale() {
        return alpha / rank;
    }
}
