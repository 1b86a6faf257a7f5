package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import dev.triptych.space.TriptychException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The activations of {@code torch.nn} without arguments, by the names that configurations give them. */
enum DenseActivation {
    IDENTITY("Identity", 0),
    TANH("Tanh", 1),
    RELU("ReLU", 2),
    GELU("GELU", 3),
    SIGMOID("Sigmoid", 4),
    SILU("SiLU", 5),
    LEAKY_RELU("LeakyReLU", 6),
    ELU("ELU", 7),
    SELU("SELU", 8),
    SOFTPLUS("Softplus", 9),
    MISH("Mish", 10),
    HARDSWISH("Hardswish", 11),
    RELU6("ReLU6", 12);

    private final String torchName;
    /** The number by which the kernel knows it. */
    private final int number;

    DenseActivation(String torchName, int number) {
        this.torchName = torchName;
        this.number = number;
    }

    /**
     * Reads a dotted class name such as {@code torch.nn.modules.activation.Tanh}, or a bare name such as {@code gelu}.
     *
     * @param where the file and the field, for the error
     */
    static DenseActivation of(String where, String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (DenseActivation activation : values()) {
            if (activation.torchName.toLowerCase(Locale.ROOT).equals(bare)) {
                return activation;
            }
        }
        throw new TriptychException(
                where,
                "'" + name + "'",
                Arrays.stream(values()).map(a -> "torch.nn." + a.torchName).collect(Collectors.joining(", ")),
                "use a model with one of these activations");
    }

    NDArray of(NDArray x, boolean train) {
        return this == IDENTITY
                ? x
                : Kernels.get().call("activate", train, List.of(x, Kernels.scalar(x.getManager(), number)));
    }
}
