package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {
    private final Terminal terminal = new Terminal(false);

    private Path files;
    private Path index;

    @BeforeEach
    void twoJavaFilesAndAnEmptyOne(@TempDir Path folder) throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        index = folder.resolve("index");
        Files.writeString(
                files.resolve("Net.java"), "class Net {\n    void retryUpload() {\n        upload();\n    }\n}\n");
        Files.writeString(
                files.resolve("Tree.java"), "class Tree {\n    int height() {\n        return 1;\n    }\n}\n");
        Files.writeString(files.resolve("Empty.java"), "");
    }

    private JsonNode json(String... more) throws IOException {
        String[] args = new String[more.length + 5];
        System.arraycopy(
                new String[] {"index", files.toString(), "--index", index.toString(), "--json"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        Answer answer = terminal.run(args);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void whatWasIndexedIsFoundWithItsLine() throws IOException {
        JsonNode report = json();
        assertThat(report.path("added").intValue()).isEqualTo(2);
        assertThat(report.at("/total/code").intValue()).isPositive();
        Answer found = terminal.run("search", "retryUpload", "--mode", "words", "--index", index.toString());
        assertThat(found.out()).containsPattern("Net\\.java:\\d+: ").doesNotContain("Tree.java");
    }

    @Test
    void secondRunReadsOnlyWhatChanged() throws IOException {
        json();
        Files.writeString(files.resolve("Tree.java"), "class Tree {\n    int depth() {\n        return 2;\n    }\n}\n");
        JsonNode report = json();
        assertThat(report.path("updated").intValue()).isEqualTo(1);
        assertThat(report.path("unchanged").intValue()).isEqualTo(1);
        assertThat(report.path("added").intValue()).isZero();
    }

    @Test
    void everyFileThatIsNotInIsNamedWithItsReason() throws IOException {
        assertThat(json().path("files")).anySatisfy(file -> {
            assertThat(file.path("path").textValue()).endsWith("Empty.java");
            assertThat(file.path("reason").textValue()).isEqualTo("EMPTY");
        });
    }

    @Test
    void excludedFilesStayOut() throws IOException {
        assertThat(json("--exclude", "Tree.*").path("added").intValue()).isEqualTo(1);
    }

    @Test
    void whatGitIgnoresStaysOutUnlessItIsAskedFor() throws IOException {
        Files.writeString(files.resolve(".gitignore"), "Tree.java\n");
        JsonNode report = json();
        assertThat(report.path("added").intValue()).isEqualTo(1);
        assertThat(report.path("files")).anySatisfy(file -> {
            assertThat(file.path("path").textValue()).endsWith("Tree.java");
            assertThat(file.path("reason").textValue()).isEqualTo("IGNORED");
        });
        assertThat(json("--no-gitignore").path("added").intValue()).isEqualTo(1);
    }

    @Test
    void pathThatIsNotThereIsAnErrorAndTouchesNothing() {
        Answer answer = terminal.run("index", files.resolve("nowhere").toString(), "--index", index.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().contains("nowhere", "no such file");
        assertThat(index).doesNotExist();
    }

    @Test
    void anotherModelIsRefusedWithTheCommandAndRebuildObeys() throws IOException {
        json();
        Terminal other = new Terminal(false, folder -> new HashEncoder("other"));
        Answer refused = other.run("index", files.toString(), "--index", index.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("hash@", "other@", "--rebuild");
        assertThat(other.run("index", files.toString(), "--index", index.toString(), "--rebuild")
                        .code())
                .isZero();
        assertThat(other.run("search", "height", "--index", index.toString()).out())
                .contains("Tree.java");
    }
}
