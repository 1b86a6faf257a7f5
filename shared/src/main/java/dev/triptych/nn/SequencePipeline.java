package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows the transformer in a sentence-transformers folder: pooling, then dense layers; normalisation comes last in any case,
 * because the adapter takes unit vectors.
 *
 * @param transformer the folder of the transformer
 * @param pooling poolings side by side
 * @param dense folders of dense layers in order
 * @param maxTokens the folder's limit, or 0 if it names none
 */
record SequencePipeline(Path transformer, List<Pooling> pooling, List<Path> dense, int maxTokens) {
    private static final int MOST_TOKENS = 1 << 20;

    /** Reads {@code modules.json}; a plain Hugging Face folder gets the pooling given. */
    static SequencePipeline read(Path folder, Pooling otherwise) {
        Path modules = folder.resolve("modules.json");
        if (!Files.isRegularFile(modules)) {
            return new SequencePipeline(folder, List.of(otherwise), List.of(), limit(folder));
        }
        Path transformer = folder;
        List<Pooling> pooling = List.of();
        List<Path> dense = new ArrayList<>();
        for (JsonConfig module : JsonConfig.readArray(modules)) {
            String type = module.text("type");
            Path path = inside(folder, modules, module.text("path", ""));
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "Transformer" -> transformer = path;
                case "Pooling" -> pooling = pooling(path.resolve("config.json"));
                case "Dense" -> dense.add(path);
                case "Normalize" -> {}
                default ->
                    throw new TriptychException(
                            modules + ": type",
                            "'" + type + "'",
                            "Transformer, Pooling, Dense or Normalize",
                            "this version cannot run the model: use one made of these modules");
            }
        }
        if (pooling.isEmpty()) {
            throw new TriptychException(
                    modules.toString(),
                    "no Pooling module",
                    "one behind the Transformer",
                    "use a sentence embedding model");
        }
        return new SequencePipeline(transformer, pooling, dense, limit(transformer));
    }

    private static Path inside(Path folder, Path modules, String relative) {
        Path path = folder.resolve(relative).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new TriptychException(
                    modules + ": path", "'" + relative + "'", "a folder inside the model", "mend the file");
        }
        return path;
    }

    private static List<Pooling> pooling(Path file) {
        JsonConfig config = JsonConfig.read(file);
        List<Pooling> modes = new ArrayList<>();
        if (config.has("pooling_mode")) {
            var node = config.node().get("pooling_mode");
            for (var mode : node.isArray() ? node : List.of(node)) {
                modes.add(mode(file, mode.asText()));
            }
            return modes;
        }
        config.node().properties().forEach(field -> {
            String name = field.getKey();
            if (name.startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(mode(file, name.substring("pooling_mode_".length())));
            }
        });
        if (modes.isEmpty()) {
            throw new TriptychException(file.toString(), "no pooling mode that is true", "one", "mend the file");
        }
        return modes;
    }

    private static Pooling mode(Path file, String name) {
        return switch (name) {
            case "mean", "mean_tokens" -> Pooling.MEAN;
            case "cls", "cls_token" -> Pooling.CLS;
            default ->
                throw new TriptychException(
                        file + ": pooling mode",
                        "'" + name + "'",
                        "mean or cls",
                        "use a model with one of these poolings");
        };
    }

    private static int limit(Path transformer) {
        Optional<JsonConfig> old = JsonConfig.readIfPresent(transformer.resolve("sentence_bert_config.json"));
        if (old.isPresent() && old.get().has("max_seq_length")) {
            return old.get().integer("max_seq_length", 1, MOST_TOKENS);
        }
        Optional<JsonConfig> tokenizer = JsonConfig.readIfPresent(transformer.resolve("tokenizer_config.json"));
        // Tokenizers without a limit carry the float 1e30 here.
        return tokenizer.isPresent()
                        && tokenizer.get().has("model_max_length")
                        && tokenizer.get().number("model_max_length") <= MOST_TOKENS
                ? tokenizer.get().integer("model_max_length", 1, MOST_TOKENS)
                : 0;
    }

    /** One dense layer: its weights are {@code linear.weight [out, in]} and {@code linear.bias [out]}. */
    record Dense(int in, int out, boolean bias, boolean tanh, Weights weights) {
        static Dense read(Path folder) {
            Path file = folder.resolve("config.json");
            JsonConfig config = JsonConfig.read(file);
            String activation = config.text("activation_function", "torch.nn.modules.activation.Tanh");
            boolean tanh = activation.endsWith(".Tanh");
            if (!tanh && !activation.endsWith(".Identity")) {
                throw new TriptychException(
                        file + ": activation_function", "'" + activation + "'", "Tanh or Identity", "use one of these");
            }
            return new Dense(
                    config.integer("in_features", 1, MOST_TOKENS),
                    config.integer("out_features", 1, MOST_TOKENS),
                    config.flag("bias", true),
                    tanh,
                    Weights.open(folder));
        }
    }
}
