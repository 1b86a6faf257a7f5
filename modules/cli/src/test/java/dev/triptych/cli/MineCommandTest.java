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

class MineCommandTest {
    private final Terminal terminal = new Terminal(false);

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writePairs() throws IOException {
        Files.writeString(
                folder.resolve("pairs.tsv"),
                "q\ta\nred dog\tred dog runs\nblue cat\tblue cat sleeps\ngreen fish\tgreen fish swims\n\tnothing\n");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode mined(String... args) throws IOException {
        Answer answer = terminal.run(args);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void negativesAreWrittenAsRowsAndTheReportIsJson() throws IOException {
        JsonNode report = mined(
                "mine",
                "negatives",
                "--pairs",
                at("pairs.tsv"),
                "--columns",
                "q,a",
                "--keep",
                "2",
                "--out",
                at("hard.jsonl"),
                "--json");
        assertThat(report.path("kept").asInt()).isEqualTo(3);
        assertThat(report.at("/dropped")
                        .path("empty 'q'")
                        .path("examples")
                        .get(0)
                        .asText())
                .contains("pairs.tsv, line 5");
        JsonNode first = new ObjectMapper()
                .readTree(Files.readAllLines(folder.resolve("hard.jsonl")).get(0));
        assertThat(first.path("negatives"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("blue cat sleeps", "green fish swims");
        assertThat(first.path("teacher")).hasSize(3);
    }

    @Test
    void consistencyAndBitextSayWhatTheyDropped() throws IOException {
        Answer consistency = terminal.run(
                "mine",
                "consistency",
                "--pairs",
                at("pairs.tsv"),
                "--columns",
                "q,a",
                "--top",
                "1",
                "--out",
                at("clean.jsonl.gz"));
        assertThat(consistency.out()).startsWith("3 of 4 pairs kept").contains("empty 'q'");
        JsonNode bitext = mined(
                "mine",
                "bitext",
                "--pairs",
                at("pairs.tsv"),
                "--columns",
                "q,a",
                "--languages",
                "en,ru",
                "--out",
                at("bitext.jsonl"),
                "--json");
        assertThat(bitext.path("kept").asInt()).isZero();
        assertThat(bitext.at("/dropped")
                        .path("not in the script of its language")
                        .path("count")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void documentsGoIntoRowsThatTheNextMinerReads() throws IOException {
        Files.writeString(
                folder.resolve("note.md"),
                "# How to tie knots\n\n## The bowline knot\n\nThe bowline makes a loop at the end of a rope that holds.\n");
        JsonNode report = mined("mine", "documents", at("note.md"), "--out", at("docs.jsonl.gz"), "--json");
        assertThat(report.at("/figures").path("heading pairs").asInt()).isEqualTo(1);
        JsonNode next = mined(
                "mine",
                "consistency",
                "--pairs",
                at("docs.jsonl.gz"),
                "--columns",
                "anchor,text",
                "--where",
                "kind=heading",
                "--out",
                at("clean.jsonl"),
                "--json");
        assertThat(next.path("kept").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeMeantIsOneLine() {
        for (String[] args : new String[][] {
            {"mine", "consistency", "--pairs", at("pairs.tsv"), "--out", at("x.jsonl")},
            {"mine", "consistency", "--pairs", at("absent.tsv"), "--out", at("x.jsonl")},
            {"mine", "negatives", "--pairs", at("pairs.tsv"), "--columns", "q,a", "--keep", "0", "--out", at("x.jsonl")
            },
            {"mine", "bitext", "--pairs", at("pairs.tsv"), "--columns", "q", "--out", at("x.jsonl")},
            {"mine", "documents", at("absent"), "--out", at("x.jsonl")}
        }) {
            Answer answer = terminal.run(args);
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.err().lines()).singleElement().asString().startsWith("triptych: ");
            assertThat(folder.resolve("x.jsonl")).doesNotExist();
        }
    }
}
