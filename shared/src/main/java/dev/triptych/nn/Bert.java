package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The BERT encoder (Devlin et al. 2018) as transformers writes it: token ids in, {@code [batch, tokens, width]} out. */
final class Bert {
    private static final int MOST = 1 << 20;
    private static final List<String> EMBEDDINGS = List.of(
            "embeddings.word_embeddings.weight",
            "embeddings.position_embeddings.weight",
            "embeddings.token_type_embeddings.weight",
            "embeddings.LayerNorm.weight",
            "embeddings.LayerNorm.bias");
    private static final List<String> LAYER = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm");

    private final Kernels kernels = Kernels.get();
    private final int width;
    private final int heads;
    private final int positions;
    private final double epsilon;
    private final int activation;
    private final Parameters parameters;
    private final List<NDArray> layers = new ArrayList<>();

    /** Whose layers and embeddings a tower uses instead of its own: all embeddings and the first {@code layers} layers. */
    record Shared(Parameters lender, int layers) {}

    Bert(Path folder, NDManager manager, @Nullable Shared shared) {
        JsonConfig config = JsonConfig.read(folder.resolve("config.json"));
        String type = config.text("model_type");
        if (!type.equals("bert")) {
            throw new TriptychException(
                    folder.resolve("config.json") + ": model_type",
                    "'" + type + "'",
                    "bert",
                    "use a folder of a known type");
        }
        activation = activation(folder, config);
        width = config.integer("hidden_size", 1, MOST);
        heads = config.integer("num_attention_heads", 1, width);
        if (width % heads != 0) {
            throw new TriptychException(
                    folder.resolve("config.json") + ": num_attention_heads",
                    heads + "",
                    "a divisor of hidden_size " + width,
                    "mend the file");
        }
        int depth = config.integer("num_hidden_layers", 0, 1000);
        int inner = config.integer("intermediate_size", 1, MOST);
        positions = config.integer("max_position_embeddings", 1, MOST);
        int words = config.integer("vocab_size", 1, 1 << 24);
        int types = config.integer("type_vocab_size", 1, 1000, 2);
        epsilon = config.number("layer_norm_eps", 1e-12);
        Weights weights = Weights.open(folder).withoutPrefix("bert.");
        parameters = new Parameters(manager);
        Loader load = new Loader(weights, parameters, shared);
        load.embedding("embeddings.word_embeddings.weight", words, width);
        load.embedding("embeddings.position_embeddings.weight", positions, width);
        load.embedding("embeddings.token_type_embeddings.weight", types, width);
        load.embedding("embeddings.LayerNorm.weight", width);
        load.embedding("embeddings.LayerNorm.bias", width);
        for (int i = 0; i < depth; i++) {
            for (String part : LAYER) {
                long in = part.equals("output.dense") ? inner : width;
                long out = part.equals("intermediate.dense") ? inner : width;
                String name = "encoder.layer." + i + "." + part;
                boolean norm = part.endsWith("LayerNorm");
                layers.add(norm ? load.layer(i, name + ".weight", width) : load.layer(i, name + ".weight", out, in));
                layers.add(load.layer(i, name + ".bias", out));
            }
        }
    }

    /** Takes each weight from the lender or from the tower's own files. */
    private record Loader(Weights weights, Parameters parameters, @Nullable Shared shared) {
        void embedding(String name, long... shape) {
            take(shared != null, name, shape);
        }

        NDArray layer(int index, String name, long... shape) {
            return take(shared != null && index < shared.layers(), name, shape);
        }

        private NDArray take(boolean borrow, String name, long... shape) {
            return borrow && shared != null
                    ? parameters.borrow(name, shared.lender())
                    : parameters.load(weights, name, shape);
        }
    }

    /** The number by which the kernel knows an activation. */
    private static int activation(Path folder, JsonConfig config) {
        String name = config.text("hidden_act", "gelu");
        return switch (name) {
            case "gelu" -> 0;
            case "gelu_new", "gelu_pytorch_tanh" -> 1;
            case "relu" -> 2;
            default ->
                throw new TriptychException(
                        folder.resolve("config.json") + ": hidden_act",
                        "'" + name + "'",
                        "gelu, gelu_new, gelu_pytorch_tanh or relu",
                        "use a model with one of these activations");
        };
    }

    int width() {
        return width;
    }

    int positions() {
        return positions;
    }

    Parameters parameters() {
        return parameters;
    }

    /**
     * Runs the layers.
     *
     * @param ids {@code [batch, tokens]} int64
     * @param mask {@code [batch, 1, 1, tokens]}: 0 for a token, a very negative number for padding
     */
    NDArray forward(NDArray ids, NDArray mask, boolean train) {
        NDManager scope = ids.getManager();
        List<NDArray> inputs = new ArrayList<>(List.of(ids));
        for (String name : EMBEDDINGS) {
            inputs.add(parameters.get(name));
        }
        inputs.add(Kernels.scalar(scope, epsilon));
        NDArray embedded = kernels.call("bert_embeddings", train, inputs);
        return kernels.call(
                "bert_layers",
                train,
                List.of(
                        embedded,
                        mask,
                        Kernels.scalar(scope, heads),
                        Kernels.scalar(scope, epsilon),
                        Kernels.scalar(scope, activation)),
                layers);
    }
}
