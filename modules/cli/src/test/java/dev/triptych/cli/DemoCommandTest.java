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

class DemoCommandTest {
    private Path folder;

    @BeforeEach
    void aLibraryOfTwoFilesAndThreeQuestions(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path library = Files.createDirectory(folder.resolve("library"));
        Files.writeString(library.resolve("Net.java"), "class Net {\n    void retryUpload() {}\n}\n");
        Files.writeString(library.resolve("Tree.java"), "class Tree {\n    int height() {}\n}\n");
        Path questions = Files.createDirectory(folder.resolve("questions"));
        Files.writeString(questions.resolve("query.java"), "int height()");
        Files.writeString(
                questions.resolve("questions.yaml"),
                """
                questions:
                  - {ask: "retryUpload again", with: text, expect: [Net.java], modality: code}
                  - {ask: query.java, with: code, expect: [Tree.java], modality: code}
                  - {ask: "<b>nothing</b>", with: text, expect: [Gone.java], modality: code}
                """);
    }

    private Answer demo(String... more) {
        String[] args = new String[more.length + 7];
        System.arraycopy(
                new String[] {
                    "demo",
                    "--library",
                    folder.resolve("library").toString(),
                    "--index",
                    folder.resolve("index").toString(),
                    "--html",
                    folder.resolve("demo.html").toString()
                },
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return new Terminal(true).run(args);
    }

    @Test
    void countsWhatWasFoundAndNamesWhatWasNot() throws IOException {
        JsonNode json = new ObjectMapper().readTree(demo("--json").out());
        assertThat(json.path("asked").intValue()).isEqualTo(3);
        assertThat(json.at("/found/at_10").intValue()).isEqualTo(2);
        assertThat(json.at("/questions/2/rank").intValue()).isZero();
    }

    @Test
    void printsTheAnswersAndThePage() throws IOException {
        Answer answer = demo();
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains(
                        "retryUpload again",
                        "Of 3 questions",
                        "not found: <b>nothing</b>",
                        folder.resolve("demo.html").toString());
        assertThat(Files.readString(folder.resolve("demo.html")))
                .contains("&lt;b&gt;nothing&lt;/b&gt;", "class=\"right\"")
                .doesNotContain("<b>nothing");
    }

    @Test
    void withoutALibraryItSaysHowToGiveOne() {
        Answer answer = new Terminal(true)
                .run("demo", "--library", folder.resolve("none").toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("none", "--library");
    }

    @Test
    void incompleteQuestionIsNamedByItsNumber() throws IOException {
        Files.writeString(folder.resolve("questions/questions.yaml"), "questions:\n  - {ask: what}\n");
        assertThat(demo().err()).contains("questions.yaml, question 1", "expect");
    }
}
