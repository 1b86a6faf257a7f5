package dev.triptych.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checked header of a safetensors file: nothing in it may claim a byte that the file does not have. The rules are those of the
 * reference implementation (huggingface/safetensors): tensors fill the data section without holes or overlaps.
 *
 * @param entries by name, in the header's order
 * @param metadata the string map {@code __metadata__}
 */
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /** The reference implementation's limit. */
    static final long MAX_BYTES = 100_000_000;

    private static final String DAMAGED = "the file is damaged or was not fully downloaded: fetch it again";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where one tensor lies: bytes [begin, end) of the data section. */
    record Entry(String name, DType dtype, long[] shape, long begin, long end) {}

    /**
     * Parses and checks.
     *
     * @param dataBytes the length of the data section
     */
    static Header parse(Path file, byte[] json, long dataBytes) {
        if (json.length == 0 || json[0] != '{') {
            throw bad(file, "header", "no JSON object", "a JSON object right after the 8 bytes of its length");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = Map.of();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(METADATA)) {
                    metadata = metadata(file, parser);
                } else {
                    entries.put(name, entry(file, name, parser));
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw bad(file, "header", "text after the JSON object", "spaces at most");
            }
        } catch (JsonProcessingException e) {
            throw new TriptychException(
                    file + ", header: not valid JSON (" + e.getOriginalMessage() + "); " + DAMAGED, e);
        } catch (IOException e) {
            throw new TriptychException(file + ", header: " + e.getMessage(), e);
        }
        checkLayout(file, entries.values().stream().toList(), dataBytes);
        return new Header(entries, metadata);
    }

    private static Map<String, String> metadata(Path file, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw bad(file, METADATA, parser.getText(), "an object of strings");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw bad(file, METADATA + "." + key, parser.getText(), "a string");
            }
            metadata.put(key, parser.getText());
        }
        return metadata;
    }

    private static Entry entry(Path file, String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw bad(file, name, parser.getText(), "an object with dtype, shape and data_offsets");
        }
        DType dtype = null;
        long[] shape = null;
        long[] offsets = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "dtype" -> {
                    String found = value == JsonToken.VALUE_STRING ? parser.getText() : "'" + parser.getText() + "'";
                    dtype = DType.named(found).orElseThrow(() -> bad(file, name + ".dtype", found, DType.known()));
                }
                case "shape" -> shape = naturals(file, name + ".shape", parser);
                case "data_offsets" -> offsets = naturals(file, name + ".data_offsets", parser);
                default -> parser.skipChildren(); // the reference implementation passes over unknown fields, too
            }
        }
        return checked(
                file,
                name,
                present(file, name, "dtype", dtype),
                present(file, name, "shape", shape),
                present(file, name, "data_offsets", offsets));
    }

    private static <T> T present(Path file, String name, String field, @Nullable T value) {
        if (value == null) {
            throw bad(file, name + "." + field, "nothing", "the field");
        }
        return value;
    }

    private static long[] naturals(Path file, String where, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw bad(file, where, parser.getText(), "an array of whole numbers");
        }
        List<Long> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (!whole || parser.getLongValue() < 0) {
                throw bad(file, where, String.valueOf(parser.getText()), "whole numbers from 0 to 2^63 - 1");
            }
            values.add(parser.getLongValue());
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static Entry checked(Path file, String name, DType dtype, long[] shape, long[] offsets) {
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw bad(file, name + ".data_offsets", Arrays.toString(offsets), "[begin, end] with begin <= end");
        }
        long needed = dtype.bytes();
        try {
            for (long length : shape) {
                needed = Math.multiplyExact(needed, length);
            }
        } catch (ArithmeticException e) {
            throw bad(file, name + ".shape", Arrays.toString(shape), "a size that a 64-bit number can hold");
        }
        if (needed != offsets[1] - offsets[0]) {
            throw bad(
                    file,
                    name + ".data_offsets",
                    Arrays.toString(offsets) + ", that is " + (offsets[1] - offsets[0]) + " bytes",
                    needed + " bytes for shape " + Arrays.toString(shape) + " of " + dtype);
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static void checkLayout(Path file, List<Entry> entries, long dataBytes) {
        // First, or the hole that such a tensor leaves would be blamed on its neighbour.
        for (Entry entry : entries) {
            if (entry.end() > dataBytes) {
                throw bad(
                        file,
                        entry.name() + ".data_offsets",
                        "an end at byte " + entry.end() + " of the data",
                        "at most " + dataBytes + ", the data that the file has");
            }
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        String before = "the header";
        for (Entry entry : sorted) {
            if (entry.begin() != end) {
                throw bad(
                        file,
                        entry.name() + ".data_offsets",
                        "a begin at byte " + entry.begin() + (entry.begin() < end ? ", an overlap" : ", a hole"),
                        end + ", where " + before + " ends");
            }
            end = entry.end();
            before = entry.name();
        }
        if (end != dataBytes) {
            throw bad(file, "data", dataBytes + " bytes", end + " bytes, the sum of the header's tensors");
        }
    }

    private static TriptychException bad(Path file, String field, String found, String expected) {
        return new TriptychException(file + ", " + field, found, expected, DAMAGED);
    }
}
