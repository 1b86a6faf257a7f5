package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The Dense module of sentence-transformers: {@code activation(x W + b)}, with {@code linear.weight [out, in]},
 * {@code linear.bias [out]} and, where the input is added to the result and the widths differ, {@code residual.weight [out, in]}.
 */
record Dense(Path folder, Parameters parameters, int width, DenseActivation activation, boolean residual)
        implements SentenceModule {
    private static final int MOST = 1 << 20;
    private static final String INPUT = "sentence_embedding";

    static Dense open(Path folder, NDManager manager, int in) {
        Path file = folder.resolve("config.json");
        JsonConfig config = JsonConfig.read(file);
        if (config.integer("in_features", 1, MOST) != in) {
            throw new TriptychException(
                    file + ", in_features",
                    String.valueOf(config.integer("in_features", 1, MOST)),
                    in + ", the width of the module in front",
                    "correct the field");
        }
        String input = config.text("module_input_name", INPUT);
        if (!input.equals(INPUT)) {
            throw new TriptychException(
                    file + ", module_input_name",
                    "'" + input + "'",
                    INPUT,
                    "use a model whose Dense module takes the pooled vector");
        }
        // Without the field the library takes Tanh.
        DenseActivation activation = DenseActivation.of(
                file + ", activation_function", config.text("activation_function", "torch.nn.modules.activation.Tanh"));
        int out = config.integer("out_features", 1, MOST);
        Weights weights = Weights.open(folder);
        Parameters parameters = new Parameters(manager);
        parameters.load(weights, "linear.weight", out, in);
        if (config.flag("bias", true)) {
            parameters.load(weights, "linear.bias", out);
        }
        boolean residual = config.flag("use_residual", false);
        if (residual && in != out) {
            parameters.load(weights, "residual.weight", out, in);
        }
        return new Dense(folder, parameters, out, activation, residual);
    }

    @Override
    public NDArray forward(NDArray x, boolean train) {
        NDArray y = activation.of(line(x, parameters.get("linear.weight"), bias(), train), train);
        if (!residual) {
            return y;
        }
        return y.add(
                parameters.has("residual.weight")
                        ? line(x, parameters.get("residual.weight"), Optional.empty(), train)
                        : x);
    }

    private Optional<NDArray> bias() {
        return parameters.has("linear.bias") ? Optional.of(parameters.get("linear.bias")) : Optional.empty();
    }

    /** {@code [batch, in]} to {@code [batch, out]} by a weight {@code [out, in]}. */
    static NDArray line(NDArray x, NDArray weight, Optional<NDArray> bias, boolean train) {
        NDArray shift = bias.orElseGet(() -> x.getManager().zeros(new Shape(0)));
        return Kernels.get().call("line", train, List.of(x, weight, shift));
    }
}
