package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;

/** What stands between the two linear layers of a feed-forward block; the order is the number by which the kernel knows it. */
public enum Activation {
    GELU(0),
    /** The approximation with tanh. */
    GELU_TANH(1),
    RELU(2),
    SILU(3),
    /** {@code x · σ(1.702 x)}, as OpenAI's CLIP has it. */
    QUICK_GELU(4);

    private final int code;

    Activation(int code) {
        this.code = code;
    }

    /** The number by which the kernels know it. */
    int code() {
        return code;
    }

    /**
     * The activation that a config names.
     *
     * @throws TriptychException if it is none of these
     */
    public static Activation of(JsonConfig config, String field, String fallback) {
        String name = config.text(field, fallback);
        return switch (name) {
            case "gelu" -> GELU;
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> GELU_TANH;
            case "relu" -> RELU;
            case "silu", "swish" -> SILU;
            case "quick_gelu" -> QUICK_GELU;
            default ->
                throw new TriptychException(
                        config.where(field),
                        "'" + name + "'",
                        "gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, relu, silu, swish or quick_gelu",
                        "use a model with one of these activations");
        };
    }
}
