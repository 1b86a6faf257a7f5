package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
