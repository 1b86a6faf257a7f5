package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import dev.triptych.checkpoint.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last step of a side of a CLIP-like model: a norm, then a linear map to the width that texts and pictures share (Radford et al.
 * 2021), {@code [batch, width]} to {@code [batch, embedding]}.
 */
public final class FeatureProjection {
    private final double epsilon;
    private final NDArray gain;
    private final NDArray shift;
    private final NDArray weight;
    private final NDArray bias;
    private final boolean transposed;
    private final boolean mapped;

    /**
     * What a family calls it.
     *
     * @param norm the names of the norm without {@code .weight} and {@code .bias}
     * @param weight the map's name; null for none
     * @param bias the map's bias; null for none
     * @param transposed whether the map is stored {@code [width, embedding]}, as open_clip does it, and not {@code [embedding, width]}
     */
    public record Names(String norm, @Nullable String weight, @Nullable String bias, boolean transposed) {
        /** A norm and nothing behind it. */
        public static Names normOnly(String norm) {
            return new Names(norm, null, null, false);
        }
    }

    /** Loads it; with no map {@code embedding} has to be {@code width}. */
    public FeatureProjection(
            Names names, int width, int embedding, double epsilon, Weights weights, Parameters parameters) {
        this.epsilon = epsilon;
        NDArray none = parameters.none();
        transposed = names.transposed();
        gain = parameters.load(weights, names.norm() + ".weight", width);
        shift = parameters.load(weights, names.norm() + ".bias", width);
        String map = names.weight();
        mapped = map != null;
        if (map == null) {
            weight = none;
        } else if (transposed) {
            weight = parameters.load(weights, map, width, embedding);
        } else {
            weight = parameters.load(weights, map, embedding, width);
        }
        bias = names.bias() == null ? none : parameters.load(weights, names.bias(), embedding);
    }

    /** The norm alone, of vectors or of whole sequences. */
    public NDArray norm(NDArray x, boolean train) {
        var scope = x.getManager();
        return Kernels.get()
                .call("normed", train, List.of(x, scope.create(0L), Kernels.scalar(scope, epsilon), gain, shift));
    }

    /** Norm and map of {@code [batch, width]}. */
    public NDArray forward(NDArray x, boolean train) {
        NDArray normed = norm(x, train);
        if (!mapped) {
            return normed;
        }
        return transposed
                ? Kernels.get().call("multiplied", train, List.of(normed, weight))
                : Kernels.get().call("line", train, List.of(normed, weight, bias));
    }
}
