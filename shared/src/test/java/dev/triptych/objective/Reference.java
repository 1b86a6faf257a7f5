package dev.triptych.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/** Reads rows of numbers and compares a loss and its gradients with the numbers of another library. */
final class Reference {
    private static final double TOLERANCE = 1e-5;

    private Reference() {}

    /** An array that collects gradients. */
    static NDArray leaf(NDManager manager, JsonNode rows) {
        NDArray array = constant(manager, rows);
        array.setRequiresGradient(true);
        return array;
    }

    static NDArray constant(NDManager manager, JsonNode rows) {
        return manager.create(floats(rows), new Shape(rows.size(), rows.get(0).size()));
    }

    static float[] floats(JsonNode rows) {
        int width = rows.get(0).size();
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.get(i / width).get(i % width).doubleValue();
        }
        return values;
    }

    /** Computes the loss and its gradients, with a garbage collection between the two, which DJL's own scalar operations do not survive. */
    static void value(Supplier<NDArray> loss, double reference) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray value = loss.get();
            assertThat(value.getShape().size()).isEqualTo(1);
            assertThat((double) value.getFloat()).isCloseTo(reference, within(TOLERANCE * Math.abs(reference)));
            System.gc();
            collector.backward(value);
        }
    }

    /** Relative to the largest entry: the small ones are sums of numbers of its size. */
    static void gradient(String name, NDArray leaf, float[] reference) {
        float largest = 0;
        for (float value : reference) {
            largest = Math.max(largest, Math.abs(value));
        }
        try (NDArray gradient = leaf.getGradient()) {
            float[] found = gradient.toFloatArray();
            assertThat(found).as(name).hasSameSizeAs(reference);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i])
                        .as("gradient of %s, entry %d", name, i)
                        .isCloseTo(reference[i], within((float) TOLERANCE * largest));
            }
        }
    }
}
