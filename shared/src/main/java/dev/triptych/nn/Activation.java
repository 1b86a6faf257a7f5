package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What stands between the two linear layers of a feed-forward block; the order is the number by which the kernel knows it. */
public enum Activation {
    GELU("gelu"),
    /** The approximation with tanh. */
    GELU_TANH("gelu_new", "gelu_pytorch_tanh", "gelu_fast"),
    RELU("relu"),
    SILU("silu", "swish"),
    /** {@code x · σ(1.702 x)}, as OpenAI's CLIP has it. */
    QUICK_GELU("quick_gelu");

    private final List<String> names;

    Activation(String... names) {
        this.names = List.of(names);
    }

    /**
     * The activation that a config names.
     *
     * @throws TriptychException if it is none of these
     */
    public static Activation of(JsonConfig config, String field, String fallback) {
        String name = config.text(field, fallback);
        for (Activation a : values()) {
            if (a.names.contains(name)) {
                return a;
            }
        }
        throw new TriptychException(
                config.where(field),
                "'" + name + "'",
                Arrays.stream(values()).flatMap(a -> a.names.stream()).collect(Collectors.joining(", ")),
                "use a model with one of these activations");
    }
}
