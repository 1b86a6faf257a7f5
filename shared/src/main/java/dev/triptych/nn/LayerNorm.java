package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;

/** The LayerNorm module of sentence-transformers: {@code norm.weight} and {@code norm.bias}, both {@code [width]}. */
record LayerNorm(Path folder, Parameters parameters, int width) implements SentenceModule {
    private static final int MOST = 1 << 20;
    /** PyTorch's own; the module's config does not say. */
    private static final double EPSILON = 1e-5;

    static LayerNorm open(Path folder, NDManager manager, int width) {
        Path file = folder.resolve("config.json");
        int dimension = JsonConfig.read(file).integer("dimension", 1, MOST);
        if (dimension != width) {
            throw new TriptychException(
                    file + ", dimension",
                    String.valueOf(dimension),
                    width + ", the width of the module in front",
                    "correct the field");
        }
        Weights weights = Weights.open(folder);
        Parameters parameters = new Parameters(manager);
        parameters.load(weights, "norm.weight", width);
        parameters.load(weights, "norm.bias", width);
        return new LayerNorm(folder, parameters, width);
    }

    @Override
    public NDArray forward(NDArray x, boolean train) {
        return of(x, parameters.get("norm.weight"), parameters.get("norm.bias"), train);
    }

    /** Normalises {@code [batch, width]} with PyTorch's usual epsilon. */
    static NDArray of(NDArray x, NDArray gain, NDArray shift, boolean train) {
        NDManager scope = x.getManager();
        NDArray rootMeanSquare = Kernels.scalar(scope, 0);
        return Kernels.get()
                .call("normed", train, List.of(x, rootMeanSquare, Kernels.scalar(scope, EPSILON), gain, shift));
    }
}
