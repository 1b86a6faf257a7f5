package dev.triptych.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object of a model folder, read with errors that name file and field. A field whose value is {@code null} counts as absent, as
 * Hugging Face's configs mean it. A key that comes twice, NaN and infinity are refused.
 */
public final class JsonConfig {
    /** Configs are kilobytes; the largest published index of shards is a few megabytes. */
    private static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String where;
    private final String prefix;
    private final JsonNode node;

    private JsonConfig(String where, String prefix, JsonNode node) {
        this.where = where;
        this.prefix = prefix;
        this.node = node;
    }

    /** Reads a file that must be there and hold one object. */
    public static JsonConfig read(Path file) {
        JsonNode node = parse(file);
        if (!node.isObject()) {
            throw new TriptychException(file.toString(), kind(node), "a JSON object", "correct the file");
        }
        return new JsonConfig(file.toString(), "", node);
    }

    /** File and field, as errors name them. */
    public String where(String field) {
        return where + ", " + prefix + field;
    }

    /** Reads a file that may be absent. */
    public static Optional<JsonConfig> readIfPresent(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** Reads a file that holds an array of objects, as {@code modules.json} does. */
    public static List<JsonConfig> readArray(Path file) {
        return objects(file.toString(), "", parse(file));
    }

    private static JsonNode parse(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                String found = Files.isDirectory(file) ? "a folder" : "nothing";
                throw new TriptychException(file.toString(), found, "a JSON file", "check that the model is complete");
            }
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new TriptychException(
                        file.toString(), bytes + " bytes", "at most " + MAX_BYTES, "check that it is the right file");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new TriptychException(
                    file + line + ": not valid JSON (" + e.getOriginalMessage() + "); correct it or fetch it again", e);
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read (" + e + ")", e);
        }
    }

    /** A whole number from min to max. */
    public int integer(String field, int min, int max) {
        JsonNode value = required(field, "a whole number from " + min + " to " + max);
        if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue()) || outside(value, min, max)) {
            throw wrong(field, value, "a whole number from " + min + " to " + max);
        }
        return (int) value.doubleValue();
    }

    private static boolean outside(JsonNode value, int min, int max) {
        return value.doubleValue() < min || value.doubleValue() > max;
    }

    /** A whole number from min to max, or the fallback if the field is absent. */
    public int integer(String field, int min, int max, int fallback) {
        return has(field) ? integer(field, min, max) : fallback;
    }

    /** A finite number. */
    public double number(String field) {
        JsonNode value = required(field, "a number");
        return finite(field, value);
    }

    /** A finite number, or the fallback if the field is absent. */
    public double number(String field, double fallback) {
        return has(field) ? number(field) : fallback;
    }

    /** A number above the first and at most the second, or the fallback if the field is absent. */
    public double number(String field, double above, double most, double fallback) {
        double value = number(field, fallback);
        if (!(value > above && value <= most)) {
            String expected = "a number above " + above + ", at most " + most;
            throw new TriptychException(where(field), String.valueOf(value), expected, "correct the field");
        }
        return value;
    }

    /** A string. */
    public String text(String field) {
        JsonNode value = required(field, "a string");
        if (!value.isTextual()) {
            throw wrong(field, value, "a string");
        }
        return value.textValue();
    }

    /** A string, or the fallback if the field is absent. */
    public String text(String field, String fallback) {
        return has(field) ? text(field) : fallback;
    }

    /** True or false, or the fallback if the field is absent. */
    public boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        JsonNode value = required(field, "true or false");
        if (!value.isBoolean()) {
            throw wrong(field, value, "true or false");
        }
        return value.booleanValue();
    }

    /** An object; its fields are named in errors with this one's name before a dot. */
    public JsonConfig object(String field) {
        JsonNode value = required(field, "an object");
        if (!value.isObject()) {
            throw wrong(field, value, "an object");
        }
        return new JsonConfig(where, prefix + field + ".", value);
    }

    /** An array of finite numbers. */
    public List<Double> numbers(String field) {
        JsonNode value = required(field, "an array of numbers");
        if (!value.isArray()) {
            throw wrong(field, value, "an array of numbers");
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            numbers.add(finite(field + "[" + i + "]", value.get(i)));
        }
        return List.copyOf(numbers);
    }

    /** An array of objects. */
    public List<JsonConfig> objects(String field) {
        return objects(where, prefix + field, required(field, "an array of objects"));
    }

    private static List<JsonConfig> objects(String where, String name, JsonNode value) {
        String place = name.isEmpty() ? where : where + ", " + name;
        if (!value.isArray()) {
            throw new TriptychException(place, kind(value), "an array of objects", "correct the file");
        }
        List<JsonConfig> objects = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isObject()) {
                throw new TriptychException(place + "[" + i + "]", kind(value.get(i)), "an object", "correct the file");
            }
            objects.add(new JsonConfig(where, name + "[" + i + "].", value.get(i)));
        }
        return List.copyOf(objects);
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The parsed object itself, for what the methods above do not cover. */
    public JsonNode node() {
        return node;
    }

    private JsonNode required(String field, String expected) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new TriptychException(where + ", " + prefix + field, "nothing", expected, "add the field");
        }
        return value;
    }

    private double finite(String field, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(field, value, "a finite number");
        }
        return value.doubleValue();
    }

    private TriptychException wrong(String field, JsonNode value, String expected) {
        return new TriptychException(where + ", " + prefix + field, kind(value), expected, "correct the field");
    }

    /** Short: a value may be as long as the file. */
    private static String kind(JsonNode value) {
        if (value.isContainerNode() || value.isMissingNode()) {
            return value.isArray() ? "an array" : value.isObject() ? "an object" : "nothing";
        }
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
