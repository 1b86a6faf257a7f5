package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/**
 * An objective on the first numbers of the embeddings as well, so that vectors can be cut (Kusupati et al. 2022; sentence-transformers'
 * MatryoshkaLoss). Vectors are brought to unit length after the cut; targets that are vectors are cut as well, and stay as they are.
 *
 * @param objective any
 * @param widths how many numbers; a width that is not listed is not trained, the whole one included
 * @param weights of each width
 */
public record Matryoshka(Objective objective, List<Integer> widths, List<Double> weights) implements Objective {
    public Matryoshka {
        Batch.check(!widths.isEmpty(), "widths", "none", "one at least");
        Batch.check(weights.size() == widths.size(), "weights", weights.size(), widths.size());
        widths = List.copyOf(widths);
        weights = List.copyOf(weights);
    }

    /** All widths of the same weight, 1. */
    public static Matryoshka of(Objective objective, List<Integer> widths) {
        return new Matryoshka(objective, widths, widths.stream().map(w -> 1.0).toList());
    }

    @Override
    public NDArray loss(Batch batch) {
        NDArray sum = weighted(batch, 0);
        for (int i = 1; i < widths.size(); i++) {
            sum = sum.add(weighted(batch, i));
        }
        return sum;
    }

    private NDArray weighted(Batch batch, int i) {
        int width = widths.get(i);
        Batch.check(width > 0 && width <= batch.width(), "widths", width, "1 to " + batch.width());
        Batch cut = batch.with(
                cut(batch.anchors(), width),
                cut(batch.positives(), width),
                batch.negatives().map(n -> cut(n, width)));
        Batch all = batch.targets()
                .filter(t -> t.getShape().get(1) == batch.width())
                .map(t -> cut.withTargets(first(t, width)))
                .orElse(cut);
        return Contrast.times(objective.loss(all), weights.get(i));
    }

    private static NDArray cut(NDArray rows, int width) {
        return Contrast.unit(first(rows, width));
    }

    private static NDArray first(NDArray rows, int width) {
        return width == rows.getShape().get(1) ? rows : rows.get(new NDIndex(":, :" + width));
    }
}
