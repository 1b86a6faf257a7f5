package dev.triptych.bench;

import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a transformer's cost depends on.
 *
 * @param layers how many
 * @param width of the states
 * @param weights in the matrices of all layers, those of attention included
 * @param once weights in matrices behind the pooling, which are applied once for a text
 */
record TransformerCost(int layers, int width, long weights, long once) {
    /** all-MiniLM-L6-v2: six layers of four square matrices and two that lead to 1,536 and back. */
    static final TransformerCost MINI_LM_L6 = new TransformerCost(6, 384, 6 * (4L * 384 * 384 + 2L * 384 * 1536), 0);

    private static final Pattern NUMBER = Pattern.compile("layers?\\.(\\d+)\\.");

    /** Reads it off the weights of a text tower, by their published names. */
    static TransformerCost of(Map<String, Shape> shapes) {
        Set<String> layers = new HashSet<>();
        long weights = 0;
        long once = 0;
        int width = 0;
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            if (entry.getValue().dimension() != 2) {
                continue;
            }
            String name = entry.getKey();
            Matcher layer = NUMBER.matcher(name);
            if (layer.find()) {
                layers.add(layer.group(1));
                weights += entry.getValue().size();
            } else if (name.contains("word_embeddings")) {
                width = (int) entry.getValue().get(1);
            } else if (name.startsWith("dense.")) {
                once += entry.getValue().size();
            }
        }
        return new TransformerCost(layers.size(), width, weights, once);
    }

    /**
     * Floating-point operations for one text: a multiplication and an addition for each weight of the layers and each token, and
     * the two products of attention. Looking up, norms, activations and pooling are left out: they are below one in a hundred.
     */
    double flops(int tokens) {
        double attention = 4.0 * tokens * tokens * width * layers;
        return 2.0 * weights * tokens + attention + 2.0 * once;
    }
}
