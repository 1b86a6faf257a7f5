package dev.triptych.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in a folder what Python has to know so that it answers as the pipeline does, whatever the folder left to defaults. */
final class PublishedModules {
    /** The names that every version of sentence-transformers understands. */
    private static final String TYPE = "sentence_transformers.models.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedModules() {}

    static void write(Path folder, SequencePipeline pipeline, int width, int maxTokens, Path target)
            throws IOException {
        ArrayNode modules = JSON.createArrayNode();
        add(modules, "Transformer", relative(folder, pipeline.transformer()));
        add(modules, "Pooling", "1_Pooling");
        for (PublishedModule module : pipeline.modules()) {
            if (!module.type().equals("Normalize") && !module.type().equals("Dropout")) {
                add(modules, module.type(), relative(folder, module.folder()));
            }
        }
        add(modules, "Normalize", modules.size() + "_Normalize");
        pretty(target.resolve("modules.json"), modules);
        Path pooling = Files.createDirectories(target.resolve("1_Pooling"));
        pretty(pooling.resolve("config.json"), pipeline.pooling().write(JSON.createObjectNode(), width));
        Path transformer = target.resolve(relative(folder, pipeline.transformer()));
        limit(transformer, maxTokens, pipeline.lowerCase());
        plainTokenizer(transformer.resolve("tokenizer_config.json"), maxTokens);
        float32(transformer.resolve("config.json"));
    }

    private static String relative(Path folder, Path inside) {
        return folder.relativize(inside).toString().replace('\\', '/');
    }

    static void add(ArrayNode modules, String type, String path) {
        int index = modules.size();
        modules.addObject()
                .put("idx", index)
                .put("name", String.valueOf(index))
                .put("path", path)
                .put("type", TYPE + type);
    }

    private static void limit(Path transformer, int maxTokens, boolean lowerCase) throws IOException {
        pretty(
                transformer.resolve("sentence_bert_config.json"),
                JSON.createObjectNode().put("max_seq_length", maxTokens).put("do_lower_case", lowerCase));
    }

    /** transformers 5 builds the tokenizer anew for a class it knows; this one takes tokenizer.json as it stands. */
    private static void plainTokenizer(Path file, int maxTokens) throws IOException {
        ObjectNode config = Files.isRegularFile(file) ? object(file) : JSON.createObjectNode();
        pretty(file, config.put("tokenizer_class", "PreTrainedTokenizerFast").put("model_max_length", maxTokens));
    }

    /** transformers 5 computes in the number format that the configuration names. */
    private static void float32(Path file) throws IOException {
        ObjectNode config = object(file);
        config.remove("torch_dtype");
        pretty(file, config.put("dtype", "float32"));
    }

    private static ObjectNode object(Path file) throws IOException {
        JsonNode node = JSON.readTree(file.toFile());
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IOException(file + ": not a JSON object");
    }

    static void pretty(Path file, JsonNode node) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), node);
    }
}
