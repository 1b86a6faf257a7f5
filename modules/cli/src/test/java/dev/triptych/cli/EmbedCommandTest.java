package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedCommandTest {
    private final Terminal terminal = new Terminal(false);

    private static List<JsonNode> json(String lines) {
        ObjectMapper mapper = new ObjectMapper();
        return lines.lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new AssertionError("not JSON: " + line, e);
                    }
                })
                .toList();
    }

    @Test
    void eachLineOfStandardInputGivesOneJsonLineInOrder() {
        Answer answer = terminal.with("ein Hund\n\nzwei Katzen\n", "embed", "--text");
        List<JsonNode> lines = json(answer.out());
        assertThat(lines).extracting(n -> n.path("input").textValue()).containsExactly("ein Hund", "zwei Katzen");
        assertThat(lines).allSatisfy(n -> {
            assertThat(n.path("embedding")).hasSize(64);
            assertThat(n.path("truncated").isBoolean()).isTrue();
        });
    }

    @Test
    void filesOfCodeAreOnePieceEachAndDashIsAllOfStandardInput(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("A.java"), "class A {\n}\n");
        Answer answer = terminal.with("class B {\n}\n", "embed", "--code", file.toString(), "-");
        assertThat(json(answer.out()))
                .extracting(n -> n.path("input").textValue())
                .containsExactly(file.toString(), "-");
    }

    @Test
    void oneBadPictureDoesNotCostTheOthersTheirVectors(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.png"), "dog");
        Path bad = folder.resolve("missing.png");
        Answer answer = terminal.run("embed", "--image", good.toString(), bad.toString(), good.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(json(answer.out())).hasSize(2);
        assertThat(answer.err().lines()).singleElement().asString().contains("missing.png");
    }

    @Test
    void kindMustBeSaid() {
        assertThat(terminal.with("x\n", "embed").code()).isEqualTo(2);
    }

    private static Path golden(String name) {
        Path folder = Path.of(System.getProperty("triptych.goldens", "../../../shared/goldens"))
                .resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: no model at " + folder);
        return folder;
    }

    private static double[] vector(JsonNode line) {
        double[] vector = new double[line.path("embedding").size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = line.path("embedding").get(i).asDouble();
        }
        return vector;
    }

    /** The reference's vector of the first text, at unit length. */
    private static double[] reference(Path folder, String field) throws IOException {
        JsonNode row = new ObjectMapper()
                .readTree(folder.resolve("golden.json").toFile())
                .get(field)
                .get(0);
        double[] vector = vector(JsonNodeFactory.instance.objectNode().set("embedding", row));
        double norm = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        return Arrays.stream(vector).map(x -> x / norm).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "st-dense-normalize, embedding, --dimension, 20",
        "st-static, truncated_8, --dimension, 8",
        "st-prompts, query_embedding, --prompt, query",
        "st-prompts, query_embedding, --prompt, 'query: '",
        "st-prompts, no_prompt_embedding, --prompt, ''"
    })
    void aPublishedFolderGivesTheReferencesVectors(String name, String field, String option, String value)
            throws IOException {
        Path folder = golden(name);
        Answer answer = terminal.with(
                "A dog runs along the beach at sunset.\n",
                "embed",
                "--text",
                "--model",
                folder.toString(),
                option,
                value);
        assertThat(answer.err()).isEmpty();
        assertThat(vector(json(answer.out()).get(0))).containsExactly(reference(folder, field), within(1e-5));
    }

    @Test
    void whatAPublishedFolderCutsIsMarkedInItsLineAndCountedOnStandardError() {
        Answer answer = terminal.with(
                "short\n" + "word ".repeat(500) + "\n",
                "embed",
                "--text",
                "--model",
                golden("st-classic").toString());
        assertThat(json(answer.out()))
                .extracting(n -> n.path("truncated").booleanValue())
                .containsExactly(false, true);
        assertThat(answer.err().lines()).singleElement().asString().contains("1 of 2 inputs", "cut");
        assertThat(answer.code()).isZero();
    }

    @Test
    void aPublishedFolderReadsTextsOnlyAndKnowsItsPrompts() {
        String folder = golden("st-prompts").toString();
        assertThat(terminal.with("class A {}\n", "embed", "--code", "--model", folder))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a -> assertThat(a.err()).contains(folder, "texts", "--text"));
        assertThat(terminal.with("a\n", "embed", "--text", "--model", folder, "--prompt", "qurey"))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a -> assertThat(a.err()).contains("'qurey'", "document, query"));
        assertThat(terminal.with("a\n", "embed", "--text", "--model", folder, "--dimension", "33"))
                .satisfies(a -> assertThat(a.code()).isEqualTo(1))
                .satisfies(a -> assertThat(a.err()).contains("33", "from 1 to 32"));
    }

    @Test
    void ourModelsVectorsAreShortenedToUnitLengthAndTakeNoPrompt() {
        Answer answer = terminal.with("ein Hund\n", "embed", "--text", "--dimension", "48");
        double[] vector = vector(json(answer.out()).get(0));
        assertThat(vector).hasSize(48);
        assertThat(Arrays.stream(vector).map(x -> x * x).sum()).isCloseTo(1, within(1e-6));
        assertThat(terminal.with("a\n", "embed", "--text", "--dimension", "65").err())
                .contains("65", "from 1 to 64");
        assertThat(terminal.with("a\n", "embed", "--text", "--dimension", "-1").err())
                .contains("-1", "1 or more");
        assertThat(terminal.with("a\n", "embed", "--text", "--prompt", "query: ")
                        .err())
                .contains("--prompt", "query: ");
    }

    @Test
    void binaryPacksEightSignsIntoAByte() {
        Answer plain = terminal.with("ein Hund\n", "embed", "--text");
        Answer binary = terminal.with("ein Hund\n", "embed", "--text", "--quantize", "binary");
        double[] numbers = vector(json(plain.out()).get(0));
        double[] bytes = vector(json(binary.out()).get(0));
        assertThat(bytes).hasSize(8);
        for (int i = 0; i < numbers.length; i++) {
            int bit = ((int) bytes[i / 8] + 128) >> (7 - i % 8) & 1;
            assertThat(bit).as("bit %d", i).isEqualTo(numbers[i] > 0 ? 1 : 0);
        }
    }

    @Test
    void int8TakesItsRangesFromAllInputsAndSaysWhenTheyAreFew() {
        String lines = "ein Hund\n".repeat(300) + "zwei Katzen\n";
        Answer answer = terminal.with(lines, "embed", "--text", "--quantize", "int8");
        List<JsonNode> all = json(answer.out());
        assertThat(all).hasSize(301);
        assertThat(all.get(300).path("input").textValue()).isEqualTo("zwei Katzen");
        // With two different vectors each component is at an end of its range; the upper one is 126 where the step was
        // rounded up.
        assertThat(vector(all.get(0))).contains(-128).containsAnyOf(126, 127);
        assertThat(vector(all.get(300))).contains(-128).containsAnyOf(126, 127).isNotEqualTo(vector(all.get(0)));
        for (int i = 0; i < 64; i++) {
            assertThat(vector(all.get(0))[i]).matches(x -> x == -128 || x >= 126);
        }
        assertThat(answer.err()).isEmpty();
        assertThat(terminal.with("a\nb\n", "embed", "--text", "--quantize", "int8")
                        .err())
                .contains("only 2 vectors");
        assertThat(terminal.with("a\n", "embed", "--text", "--quantize", "int4").code())
                .isEqualTo(2);
    }
}
