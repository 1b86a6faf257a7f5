package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.nn.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exponential moving average of the weights that a run moves (Polyak and Juditsky 1992; as in timm, from the weights at the start on). It
 * takes their memory once more.
 */
final class WeightAverage {
    private final double decay;
    private final List<NDArray> weights = new ArrayList<>();
    private final Map<String, NDArray> averages = new TreeMap<>();

    /**
     * An average of the weights as they are now.
     *
     * @param decay how much of the average stays at each step; 0 for no average at all
     */
    WeightAverage(double decay, Map<String, WeightGroups.Weight> learned, NDManager manager) {
        this.decay = decay;
        if (decay > 0) {
            new TreeMap<>(learned).forEach((key, w) -> {
                weights.add(w.array());
                averages.put(
                        key, manager.create(w.array().toFloatArray(), w.array().getShape()));
            });
        }
    }

    /** The averages by the keys of their weights; empty if there is no average. */
    Map<String, NDArray> byKey() {
        return averages;
    }

    /** Takes in the weights behind a step. */
    void update(NDManager manager) {
        if (!weights.isEmpty()) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray share = Kernels.scalar(scope, 1 - decay);
                Kernels.get().call("average", false, List.of(share), List.copyOf(averages.values()), weights);
            }
        }
    }

    /** Exchanges weights and averages; a second time undoes it to the bit. */
    void exchange() {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager scope = Kernels.get().newManager()) {
            int i = 0;
            for (NDArray average : averages.values()) {
                NDArray weight = weights.get(i++);
                NDArray kept = scope.create(weight.toFloatArray(), weight.getShape());
                average.copyTo(weight);
                kept.copyTo(average);
            }
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
