package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The weighted sum of objectives on one batch. */
public record Weighted(List<Part> parts) implements Objective {
    /** An objective and what its loss is multiplied with. */
    public record Part(Objective objective, double weight) {}

    public Weighted {
        Batch.check(!parts.isEmpty(), "parts", "none", "one at least");
        parts = List.copyOf(parts);
    }

    @Override
    public NDArray loss(Batch batch) {
        NDArray sum = weighted(parts.get(0), batch);
        for (Part part : parts.subList(1, parts.size())) {
            sum = sum.add(weighted(part, batch));
        }
        return sum;
    }

    private static NDArray weighted(Part part, Batch batch) {
        NDArray loss = part.objective().loss(batch);
        return part.weight() == 1 ? loss : Contrast.times(loss, part.weight());
    }
}
