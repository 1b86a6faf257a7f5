package dev.triptych.bench;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Set;

/** Floating-point operations of a MobileNetV2 for one picture: two for each weight and each place that it is applied at. */
final class MobileNetCost {
    /** Where the picture is halved (Sandler et al. 2018, table 2, in the names of transformers). */
    private static final Set<String> HALVING = Set.of(
            "conv_stem.first_conv", "layer.0.conv_3x3", "layer.2.conv_3x3", "layer.5.conv_3x3", "layer.12.conv_3x3");

    private static final String WEIGHT = ".convolution.weight";

    private MobileNetCost() {}

    /**
     * Adds up the convolutions; 0 if these are not a MobileNetV2's weights.
     *
     * @param weights of the tower by name, in the order in which they are applied
     * @param side of the square picture that the network sees, in pixels
     */
    static double flops(Map<String, Shape> weights, int side) {
        if (!weights.containsKey("conv_stem.first_conv" + WEIGHT)) {
            return 0;
        }
        double flops = 0;
        long places = side;
        for (Map.Entry<String, Shape> entry : weights.entrySet()) {
            if (!entry.getKey().endsWith(WEIGHT)) {
                continue;
            }
            String name = entry.getKey().substring(0, entry.getKey().length() - WEIGHT.length());
            if (HALVING.contains(name)) {
                places = (places + 1) / 2;
            }
            flops += 2.0 * entry.getValue().size() * places * places;
        }
        return flops;
    }
}
