package dev.triptych.model;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import java.util.List;

/** A tower's own vectors, outside any graph; native memory is freed before it returns. */
final class TowerVectors {
    private TowerVectors() {}

    /** Unit vectors {@code [inputs][width]} in the order given. */
    static float[][] of(Tower tower, List<Prepared> inputs) {
        float[][] vectors = new float[inputs.size()][tower.width()];
        for (List<Integer> batch : LengthBuckets.plan(inputs, tower.budget())) {
            try (NDManager scope = Kernels.get().newManager()) {
                float[] flat = tower.forward(
                                scope, batch.stream().map(inputs::get).toList(), false)
                        .toFloatArray();
                for (int i = 0; i < batch.size(); i++) {
                    System.arraycopy(flat, i * tower.width(), vectors[batch.get(i)], 0, tower.width());
                }
            }
        }
        return vectors;
    }
}
