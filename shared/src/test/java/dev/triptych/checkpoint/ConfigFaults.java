package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes every field of every configuration file of a model folder wrong in turn, at every depth, and holds whoever opens the folder to
 * this: an error that names file and field, or the very vector of the whole folder. The tests of all towers use it.
 */
public final class ConfigFaults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Published models have bases of rotary positions up to 3.6e9. */
    private static final Set<String> ANY_NUMBER = Set.of("rope_theta");

    private static final JsonNode WORD = JSON.textNode("none such");
    private static final JsonNode OBJECT = JSON.objectNode().put("a", 1);

    /** Further values of the wrong type, or of a size that no model has. */
    private static final Map<String, JsonNode> WRONG = new LinkedHashMap<>();

    static {
        WRONG.put("a negative number", JSON.numberNode(-7));
        WRONG.put("an absurd number", JSON.numberNode(2_147_483_647));
        WRONG.put("a number beyond int", JSON.numberNode(1e18));
        WRONG.put("an array", JSON.arrayNode().add(3));
    }

    private final Path folder;
    private final Answer answer;
    private final float[] right;
    private final List<String> bad = new ArrayList<>();
    private Path file;
    private int refused;

    /** Opens a folder, and says what it makes of an input of the test's choice. */
    @FunctionalInterface
    public interface Answer {
        float[] of(Path folder);
    }

    private ConfigFaults(Path folder, Answer answer) {
        this.folder = folder;
        this.answer = answer;
        file = folder;
        right = answer.of(folder);
    }

    /**
     * Goes through all of them.
     *
     * @param golden the folder as it should be
     * @param copy an empty folder
     */
    public static void check(Path golden, Path copy, Answer answer) throws IOException {
        assumeTrue(Files.isDirectory(golden), "skipped: no reference model at " + golden);
        copy(golden, copy);
        ConfigFaults faults = new ConfigFaults(copy, answer);
        for (Path config : faults.configs()) {
            faults.inTurn(config);
        }
        assertThat(faults.bad).isEmpty();
        assertThat(faults.refused).as("faults that were refused").isGreaterThan(10);
    }

    private List<Path> configs() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> !f.endsWith("golden.json"))
                    .sorted()
                    .toList();
        }
    }

    private void inTurn(Path config) throws IOException {
        file = config;
        byte[] original = Files.readAllBytes(file);
        if (!file.endsWith("tokenizer.json")) {
            inside(new ObjectMapper().readTree(original), JsonPointer.empty(), "");
        }
        destroyed();
        Files.write(file, original);
    }

    /** The tokenizer's own file is read by its library, so only what nobody can read is tried. */
    private void destroyed() throws IOException {
        tried("the file is cut", "", "{\"a\": ", false);
        tried("the file is empty", "", "", false);
        tried("the file is an array", "", "[]", false);
        Files.delete(file);
        judged("the file is missing", "", true);
    }

    /** @param name the field that the node is the value of; elements of an array go by the name of the array */
    private void inside(JsonNode root, JsonPointer at, String name) throws IOException {
        JsonNode node = root.at(at);
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                value(root, at.appendProperty(field.getKey()), field.getKey(), name);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                value(root, at.appendIndex(i), name, name);
            }
        }
    }

    private void value(JsonNode root, JsonPointer at, String field, String parent) throws IOException {
        // Whatever text stands for a prompt is a prompt.
        boolean free = parent.equals("prompts");
        boolean noObject = tried(at + " is an object", field, with(root, at, OBJECT), false);
        boolean noWord = tried(at + " is a word", field, with(root, at, WORD), free);
        if (noObject && noWord) {
            return; // Neither was noticed: nobody reads the field, and further values would only take time.
        }
        tried(at + " is missing", field, without(root, at), true);
        for (Map.Entry<String, JsonNode> wrong : WRONG.entrySet()) {
            tried(at + " is " + wrong.getKey(), field, with(root, at, wrong.getValue()), ANY_NUMBER.contains(field));
        }
        JsonNode value = root.at(at);
        if (value.isIntegralNumber()) {
            tried(at + " is a fraction", field, with(root, at, JSON.numberNode(value.doubleValue() + 0.5)), false);
            // Every token and every filter has a number, and nought is one of them.
            boolean number = field.endsWith("_token_id") || field.equals("resample");
            tried(at + " is nought", field, with(root, at, JSON.numberNode(0)), number);
        }
        inside(root, at, field);
    }

    private boolean tried(String what, String field, String json, boolean other) throws IOException {
        Files.writeString(file, json);
        return judged(what, field, other);
    }

    /**
     * Opens the folder as it is now.
     *
     * @param other whether another vector would be right: an absent field has a default
     * @return whether the answer is as if nothing were wrong
     */
    private boolean judged(String what, String field, boolean other) {
        String where = folder.relativize(file) + ", " + what + ": ";
        try {
            boolean same = same(answer.of(folder), right);
            if (!same && !other) {
                bad.add(where + "a wrong vector");
            }
            return same;
        } catch (TriptychException e) {
            refused++;
            String message = String.valueOf(e.getMessage());
            boolean named = message.contains(file.toString())
                    && (message.contains(field) || message.contains(field.replace('_', ' ')));
            // Sizes that belong together are compared with the weights; a folder that is named and absent is named.
            boolean elsewhere = message.contains("weight ") || message.contains("none such");
            if (!named && !elsewhere && !other) {
                bad.add(where + "an error that does not say where: " + message);
            }
        } catch (RuntimeException e) {
            bad.add(where + e);
        }
        return false;
    }

    static boolean same(float[] vector, float[] right) {
        boolean same = vector.length == right.length;
        for (int i = 0; same && i < right.length; i++) {
            // Written so that NaN differs.
            same = Math.abs(vector[i] - right[i]) <= 1e-5;
        }
        return same;
    }

    /** The whole file with one other value. */
    private static String with(JsonNode root, JsonPointer at, JsonNode value) {
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.set(at.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(at.last().getMatchingIndex(), value);
        }
        return copy.toString();
    }

    private static String without(JsonNode root, JsonPointer at) {
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.remove(at.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).remove(at.last().getMatchingIndex());
        }
        return copy.toString();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
