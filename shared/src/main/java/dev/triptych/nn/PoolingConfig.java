package dev.triptych.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Pooling module of a sentence-transformers folder: {@code 1_Pooling/config.json} in the old spelling (one boolean per mode) and
 * the new one ({@code pooling_mode}, a string or a list).
 *
 * @param modes poolings side by side, in the order of the result
 * @param includePrompt whether the prompt's tokens count
 */
record PoolingConfig(List<Pooling> modes, boolean includePrompt) {
    private static final String EXPECTED = "cls, max, mean, mean_sqrt_len_tokens, weightedmean or lasttoken";

    /** The library puts several modes of the old spelling in this order, whatever the order in the file. */
    private static final Map<String, Pooling> OLD = new LinkedHashMap<>();

    static {
        OLD.put("pooling_mode_cls_token", Pooling.CLS);
        OLD.put("pooling_mode_max_tokens", Pooling.MAX);
        OLD.put("pooling_mode_mean_tokens", Pooling.MEAN);
        OLD.put("pooling_mode_mean_sqrt_len_tokens", Pooling.MEAN_SQRT_LEN);
        OLD.put("pooling_mode_weightedmean_tokens", Pooling.WEIGHTED_MEAN);
        OLD.put("pooling_mode_lasttoken", Pooling.LAST_TOKEN);
    }

    static PoolingConfig read(Path file) {
        JsonConfig config = JsonConfig.read(file);
        List<Pooling> modes = config.has("pooling_mode") ? modes(file, config) : oldModes(file, config);
        return new PoolingConfig(List.copyOf(modes), config.flag("include_prompt", true));
    }

    private static List<Pooling> modes(Path file, JsonConfig config) {
        JsonNode node = config.node().get("pooling_mode");
        List<Pooling> modes = new ArrayList<>();
        for (JsonNode mode : node.isArray() ? node : List.of(node)) {
            modes.add(mode(file, mode));
        }
        if (modes.isEmpty()) {
            throw new TriptychException(file + ", pooling_mode", "an empty list", EXPECTED, "name at least one");
        }
        return modes;
    }

    private static Pooling mode(Path file, JsonNode node) {
        return switch (node.isTextual() ? node.textValue() : "") {
            case "cls" -> Pooling.CLS;
            case "max" -> Pooling.MAX;
            case "mean" -> Pooling.MEAN;
            case "mean_sqrt_len_tokens" -> Pooling.MEAN_SQRT_LEN;
            case "weightedmean" -> Pooling.WEIGHTED_MEAN;
            case "lasttoken" -> Pooling.LAST_TOKEN;
            default ->
                throw new TriptychException(
                        file + ", pooling_mode",
                        node.isContainerNode() ? "a nested value" : node.toString(),
                        EXPECTED,
                        "correct the field or use a model with one of these poolings");
        };
    }

    private static String newName(Pooling mode) {
        return switch (mode) {
            case CLS -> "cls";
            case MAX -> "max";
            case MEAN -> "mean";
            case MEAN_SQRT_LEN -> "mean_sqrt_len_tokens";
            case WEIGHTED_MEAN -> "weightedmean";
            case LAST_TOKEN -> "lasttoken";
        };
    }

    private static List<Pooling> oldModes(Path file, JsonConfig config) {
        config.node().fieldNames().forEachRemaining(name -> {
            if (name.startsWith("pooling_mode_") && !OLD.containsKey(name)) {
                throw new TriptychException(
                        file + ", " + name,
                        "an unknown pooling mode",
                        "one of " + OLD.keySet(),
                        "correct the field or use a model with one of these poolings");
            }
        });
        List<Pooling> modes = new ArrayList<>();
        OLD.forEach((name, pooling) -> {
            if (config.flag(name, false)) {
                modes.add(pooling);
            }
        });
        // The library falls back to the mean as well.
        return modes.isEmpty() ? List.of(Pooling.MEAN) : modes;
    }

    /** The module's configuration in the old spelling, which every version of the library reads, unless that has another order. */
    ObjectNode write(ObjectNode node, int width) {
        if (OLD.values().stream().filter(modes::contains).toList().equals(modes)) {
            node.put("word_embedding_dimension", width);
            OLD.forEach((name, pooling) -> node.put(name, modes.contains(pooling)));
        } else {
            node.put("embedding_dimension", width);
            ArrayNode names = node.putArray("pooling_mode");
            modes.forEach(mode -> names.add(newName(mode)));
        }
        return node.put("include_prompt", includePrompt);
    }
}
