package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * SigLIP's head (Zhai et al. 2023, after Lee et al. 2019): a learned probe looks at all tokens, a feed-forward block follows;
 * {@code [batch, tokens, width]} to {@code [batch, width]}.
 */
public final class AttentionPool {
    private final LayerSpec spec;
    private final List<NDArray> weights = new ArrayList<>();

    /**
     * Loads it under transformers' names.
     *
     * @param prefix of its weights, with the dot
     * @param spec of the layers before it, whose heads, inner width, epsilon and activation it has as well
     */
    public AttentionPool(String prefix, LayerSpec spec, Weights files, Parameters parameters) {
        this.spec = spec;
        long width = spec.width();
        weights.add(parameters.load(files, prefix + "probe", 1, 1, width));
        weights.add(parameters.load(files, prefix + "attention.in_proj_weight", 3 * width, width));
        weights.add(parameters.load(files, prefix + "attention.in_proj_bias", 3 * width));
        weights.add(parameters.load(files, prefix + "attention.out_proj.weight", width, width));
        weights.add(parameters.load(files, prefix + "attention.out_proj.bias", width));
        weights.add(parameters.load(files, prefix + "layernorm.weight", width));
        weights.add(parameters.load(files, prefix + "layernorm.bias", width));
        weights.add(parameters.load(files, prefix + "mlp.fc1.weight", spec.inner(), width));
        weights.add(parameters.load(files, prefix + "mlp.fc1.bias", spec.inner()));
        weights.add(parameters.load(files, prefix + "mlp.fc2.weight", width, spec.inner()));
        weights.add(parameters.load(files, prefix + "mlp.fc2.bias", width));
    }

    /** Pools. */
    public NDArray forward(NDArray x, boolean train) {
        NDManager scope = x.getManager();
        return Kernels.get()
                .call(
                        "attention_pool",
                        train,
                        List.of(
                                x,
                                scope.create((long) spec.heads()),
                                scope.create((long) spec.activation().code()),
                                Kernels.scalar(scope, spec.epsilon())),
                        weights);
    }
}
