package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private final Terminal terminal = new Terminal(false);

    @TempDir
    private Path folder = Path.of("");

    private JsonNode json(String... args) throws IOException {
        Answer answer = terminal.run(args);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void imageTextPrintsTheNamedMetricsAndTheProtocol() throws IOException {
        Files.writeString(folder.resolve("a.png"), "red dog");
        Files.writeString(folder.resolve("b.png"), "blue cat");
        Path captions = Files.writeString(
                folder.resolve("captions.jsonl"),
                """
                {"file": "a.png", "split": "test", "captions": {"en": ["red dog"]}}
                {"file": "b.png", "split": "test", "captions": {"en": ["blue cat"]}}
                """);
        JsonNode json = json(
                "evaluate", "image-text", "--captions", captions.toString(), "--images", folder.toString(), "--json");
        assertThat(json.at("/metrics").path("text_to_image/recall@10").doubleValue())
                .isEqualTo(1);
        assertThat(json.at("/metrics").path("image_to_text/hit@1").doubleValue())
                .isEqualTo(1);
        assertThat(json.path("protocol").textValue()).contains("2 pictures");
        assertThat(json.at("/data/sha256").textValue()).hasSize(64);
        assertThat(json.at("/model/name").textValue()).isEqualTo("hash");
    }

    @Test
    void codeSearchTakesTheMode() throws IOException {
        Path pairs = Files.writeString(
                folder.resolve("pairs.jsonl"),
                """
                {"query": "copy a file", "name": "copy", "code": "void copy(File file) {}"}
                {"query": "close the socket", "name": "close", "code": "void close(Socket socket) {}"}
                """);
        for (String mode : new String[] {"semantic", "hybrid", "words"}) {
            JsonNode json = json("evaluate", "code-search", "--pairs", pairs.toString(), "--mode", mode, "--json");
            assertThat(json.at("/metrics").path("mrr@10").doubleValue()).isEqualTo(1);
        }
    }

    @Test
    void stsTakesColumnsAndFilters() throws IOException {
        Path pairs = Files.writeString(
                folder.resolve("pairs.tsv"),
                """
                split\tone\ttwo\tgold
                test\tred dog\tred dog\t5
                test\tred dog\tred cat\t3
                test\tred dog\tblue cat\t0
                train\tred dog\tred dog\t0
                """);
        JsonNode json = json(
                "evaluate",
                "sts",
                "--pairs",
                pairs.toString(),
                "--columns",
                "one,two,gold",
                "--where",
                "split=test",
                "--json");
        assertThat(json.at("/metrics/spearman").doubleValue()).isEqualTo(1);
    }

    @Test
    void forAPersonEveryFigureComesWithProtocolDataAndModel() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "s1\ts2\tscore\na\ta\t5\na\tb\t1\n");
        Answer answer = terminal.run("evaluate", "sts", "--pairs", pairs.toString());
        assertThat(answer.out()).contains("spearman", "protocol", "sha256", "hash@");
    }

    @Test
    void missingColumnNamesThoseThatAreThere() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "a\tb\tc\n1\t2\t3\n");
        Answer answer = terminal.run("evaluate", "sts", "--pairs", pairs.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().contains("a, b, c", "'s1'");
    }
}
