package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every configuration file of a model folder, wrong in turn. */
class ConfigFaultGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final String TEXT = "A harbour at night";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of the wrong type, or of a size that no model has. */
    private static final Map<String, JsonNode> WRONG = new LinkedHashMap<>();

    static {
        WRONG.put("a word", JSON.textNode("none such"));
        WRONG.put("a negative number", JSON.numberNode(-7));
        WRONG.put("an absurd number", JSON.numberNode(2_147_483_647));
        WRONG.put("a number beyond int", JSON.numberNode(1e18));
        WRONG.put("an object", JSON.objectNode().put("a", 1));
        WRONG.put("an array", JSON.arrayNode().add(3));
    }

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bert",
                "bert-cased-cls",
                "roberta",
                "xlm-roberta",
                "distilbert",
                "mpnet",
                "modernbert",
                "t5-encoder",
                "st-classic",
                "st-dense-normalize"
            })
    void aWrongFieldIsAnErrorThatNamesFileOrWeightOrChangesNothing(String name) throws IOException {
        Path golden = GOLDENS.resolve(name);
        assumeTrue(Files.isDirectory(golden), "skipped: no reference model at " + golden);
        copy(golden, dir);
        float[] right = embed();
        List<String> bad = new ArrayList<>();
        for (Path file : configs()) {
            byte[] original = Files.readAllBytes(file);
            for (Mutation m : mutations(new ObjectMapper().readTree(original))) {
                Files.writeString(file, m.json());
                String outcome = outcome(file, m, right);
                if (!outcome.isEmpty()) {
                    bad.add(dir.relativize(file) + ", " + m.what() + ": " + outcome);
                }
            }
            Files.delete(file);
            String outcome = outcome(file, new Mutation("the file is missing", "", "", true), right);
            if (!outcome.isEmpty()) {
                bad.add(dir.relativize(file) + " missing: " + outcome);
            }
            Files.write(file, original);
        }
        assertThat(bad).isEmpty();
    }

    /** @param other whether another vector would be right: an absent field has a default */
    private record Mutation(String what, String field, String json, boolean other) {}

    private String outcome(Path file, Mutation m, float[] right) {
        try {
            float[] vector = embed();
            if (m.other()) {
                return "";
            }
            for (int i = 0; i < right.length; i++) {
                if (vector.length != right.length || !(Math.abs(vector[i] - right[i]) <= 1e-5)) {
                    return "a wrong vector";
                }
            }
            return "";
        } catch (TriptychException e) {
            String message = String.valueOf(e.getMessage());
            boolean named = message.contains(String.valueOf(file.getFileName()))
                    && (message.contains(m.field())
                            || message.contains(m.field().replace('_', ' ')));
            // Sizes that belong together are compared with the weights; a folder that is named and absent is named.
            boolean elsewhere = message.contains("weight ") || message.contains("none such");
            return named || elsewhere || m.other() ? "" : "an error that does not say where: " + message;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private float[] embed() {
        try (SequenceEncoder encoder = SequenceEncoder.open(dir, new SequenceEncoder.Options(Pooling.MEAN, 32));
                NDManager scope = Kernels.get().newManager()) {
            return encoder.forward(scope, encoder.tokenize(List.of(TEXT)), false)
                    .toFloatArray();
        }
    }

    /** What transformers or sentence-transformers wrote; the tokenizer's own file is read by its library. */
    private List<Path> configs() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> !f.endsWith("tokenizer.json") && !f.endsWith("golden.json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Mutation> mutations(JsonNode config) {
        List<Mutation> all = new ArrayList<>();
        if (config instanceof ObjectNode object) {
            for (String field : fields(object)) {
                WRONG.forEach((what, value) -> all.add(new Mutation(
                        field + " is " + what,
                        field,
                        object.deepCopy().set(field, value).toString(),
                        false)));
                ObjectNode without = object.deepCopy();
                without.remove(field);
                all.add(new Mutation(field + " is missing", field, without.toString(), true));
            }
        } else if (config instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                for (String field : fields((ObjectNode) array.get(i))) {
                    for (Map.Entry<String, JsonNode> wrong : WRONG.entrySet()) {
                        ArrayNode copy = array.deepCopy();
                        ((ObjectNode) copy.get(i)).set(field, wrong.getValue());
                        all.add(new Mutation(i + "." + field + " is " + wrong.getKey(), field, copy.toString(), false));
                    }
                }
            }
        }
        all.add(new Mutation("the file is cut", "", "{\"a\": ", false));
        all.add(new Mutation("the file is empty", "", "", false));
        return all;
    }

    private static List<String> fields(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
