package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.JsonConfig;
import java.util.List;

/** Rotary positions (Su et al. 2021): queries and keys are turned by angles that grow with the position. */
final class Rotary {
    /** Three hundred times the largest that is published, for a million tokens. */
    private static final double MOST_THETA = 1e12;

    private Rotary() {}

    /**
     * The base of the angles, in the new spelling or the old one.
     *
     * @param kind the entry of {@code rope_parameters}; empty if it is one for all layers
     */
    static double theta(JsonConfig config, String kind, String old, double fallback) {
        if (!config.has("rope_parameters")) {
            return config.number(old, 1, MOST_THETA, fallback);
        }
        JsonConfig all = config.object("rope_parameters");
        JsonConfig rope = kind.isEmpty() ? all : all.object(kind);
        Families.require(rope, "rope_type", "default");
        return rope.number("rope_theta", 1, MOST_THETA, fallback);
    }

    /** Cosine and sine, {@code [tokens, width]} each; the second half repeats the first. */
    static List<NDArray> tables(NDManager scope, int tokens, int width, double theta) {
        float[] cosine = new float[tokens * width];
        float[] sine = new float[tokens * width];
        int half = width / 2;
        for (int i = 0; i < half; i++) {
            // In float32, as the reference computes angles.
            float frequency = 1 / (float) Math.pow(theta, 2.0 * i / width);
            for (int t = 0; t < tokens; t++) {
                float angle = t * frequency;
                int at = t * width + i;
                cosine[at] = (float) Math.cos(angle);
                cosine[at + half] = cosine[at];
                sine[at] = (float) Math.sin(angle);
                sine[at + half] = sine[at];
            }
        }
        Shape shape = new Shape(tokens, width);
        return List.of(scope.create(cosine, shape), scope.create(sine, shape));
    }
}
