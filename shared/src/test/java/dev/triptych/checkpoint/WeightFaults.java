package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lets the weight files of a model folder lie in every way that the format allows, and holds whoever opens the folder to this: an error
 * that names the file, and the weight if it is one weight's fault; or the very vector of the whole folder, if the weight does not count.
 */
public final class WeightFaults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ConfigFaults.Answer answer;
    private final float[] right;
    private final List<String> bad = new ArrayList<>();
    private int refused;

    private WeightFaults(Path folder, ConfigFaults.Answer answer) {
        this.folder = folder;
        this.answer = answer;
        right = answer.of(folder);
    }

    /**
     * Goes through all of them.
     *
     * @param golden the folder as it should be
     * @param copy an empty folder
     */
    public static void check(Path golden, Path copy, ConfigFaults.Answer answer) throws IOException {
        assumeTrue(Files.isDirectory(golden), "skipped: no reference model at " + golden);
        ConfigFaults.copy(golden, copy);
        WeightFaults faults = new WeightFaults(copy, answer);
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path file :
                    all.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
                faults.inTurn(file);
            }
        }
        assertThat(faults.bad).isEmpty();
        assertThat(faults.refused).as("faults that were refused").isGreaterThan(15);
    }

    private void inTurn(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer read = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) read.getLong()];
        read.get(json);
        byte[] data = Arrays.copyOfRange(whole, read.position(), whole.length);
        ObjectNode header = (ObjectNode) JSON.readTree(json);
        List<String> names = new ArrayList<>();
        header.fieldNames().forEachRemaining(names::add);
        names.remove(Header.METADATA);
        for (String name : List.of(names.get(0), names.get(names.size() / 2), names.get(names.size() - 1))) {
            weight(file, header, name, data);
        }
        tried(file, "", "cut in half", Arrays.copyOf(whole, whole.length / 2));
        tried(file, "", "empty", new byte[0]);
        tried(file, "", "nothing but noughts", new byte[whole.length]);
        for (long length : new long[] {Long.MAX_VALUE, -1, whole.length, json.length - 1L}) {
            byte[] other = whole.clone();
            ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            tried(file, "", "with a header of " + length + " bytes", other);
        }
        Files.write(file, whole);
    }

    private void weight(Path file, ObjectNode header, String name, byte[] data) throws IOException {
        with(file, header, name, data, "a row more than its bytes", w -> {
            long[] shape = shape(w);
            shape[0]++;
            put(w, "shape", shape);
        });
        with(file, header, name, data, "beyond 64 bits", w -> put(w, "shape", 1L << 40, 1L << 40));
        with(file, header, name, data, "a petabyte", w -> {
            put(w, "shape", 1L << 48);
            put(w, "data_offsets", 0, 1L << 50);
        });
        with(file, header, name, data, "behind the file", w -> {
            long bytes = w.get("data_offsets").get(1).asLong()
                    - w.get("data_offsets").get(0).asLong();
            put(w, "data_offsets", data.length, data.length + bytes);
        });
        with(file, header, name, data, "of whole numbers", w -> w.put("dtype", "I32"));
        with(file, header, name, data, "of another shape", w -> {
            long[] shape = shape(w);
            long[] longer = Arrays.copyOf(shape, shape.length + 1);
            longer[shape.length] = 1;
            put(w, "shape", longer);
        });
        ObjectNode renamed = header.deepCopy();
        renamed.set(name + "x", renamed.remove(name));
        // The network asks for it without the prefix that some files have.
        tried(file, name.substring(name.indexOf('.') + 1), "under another name", file(renamed, data));
    }

    private static long[] shape(ObjectNode weight) {
        // A scalar gets a dimension to be wrong in.
        ArrayNode shape = (ArrayNode) weight.get("shape");
        return shape.isEmpty() ? new long[] {1} : JSON.convertValue(shape, long[].class);
    }

    private static void put(ObjectNode weight, String field, long... values) {
        ArrayNode array = weight.putArray(field);
        for (long value : values) {
            array.add(value);
        }
    }

    private void with(Path file, ObjectNode header, String name, byte[] data, String what, Consumer<ObjectNode> change)
            throws IOException {
        ObjectNode copy = header.deepCopy();
        change.accept((ObjectNode) copy.get(name));
        tried(file, name, what, file(copy, data));
    }

    private static byte[] file(ObjectNode header, byte[] data) {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private void tried(Path file, String name, String what, byte[] bytes) throws IOException {
        // Not in place: what is mapped must not change under those who map it.
        Files.delete(file);
        Files.write(file, bytes);
        String where = folder.relativize(file) + " " + name + " " + what + ": ";
        try {
            if (!ConfigFaults.same(answer.of(folder), right)) {
                bad.add(where + "a wrong vector");
            }
        } catch (TriptychException e) {
            refused++;
            String message = String.valueOf(e.getMessage());
            if (!message.contains(folder.toString()) || !message.contains(name)) {
                bad.add(where + "an error that does not say where: " + message);
            }
        } catch (RuntimeException e) {
            bad.add(where + e);
        }
    }
}
