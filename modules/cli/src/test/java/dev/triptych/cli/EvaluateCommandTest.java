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

    @Test
    void bitextGivesEachGroupItsFigures() throws IOException {
        Path pairs = Files.writeString(
                folder.resolve("pairs.tsv"), "lang\ten\txx\nde\tred dog\tred dog\nde\tcat\tcat\nfr\tsea\tsea\n");
        JsonNode json =
                json("evaluate", "bitext", "--pairs", pairs.toString(), "--group", "lang", "--min-rows", "2", "--json");
        assertThat(json.path("metrics").fieldNames())
                .toIterable()
                .containsExactly("f1/mean", "accuracy/mean", "f1/de", "accuracy/de");
        assertThat(json.path("intervals").size()).isEqualTo(4);
        assertThat(json.path("command").textValue())
                .isEqualTo("triptych evaluate bitext --pairs " + pairs + " --group lang --min-rows 2 --json");
    }

    @Test
    void retrievalReadsABeirFolder() throws IOException {
        Files.writeString(
                folder.resolve("corpus.jsonl"),
                "{\"_id\": \"a\", \"text\": \"red dog\"}\n{\"_id\": \"b\", \"text\": \"sea\"}\n");
        Files.writeString(folder.resolve("queries.jsonl"), "{\"_id\": \"1\", \"text\": \"dog\"}\n");
        Files.createDirectory(folder.resolve("qrels"));
        Files.writeString(folder.resolve("qrels/dev.tsv"), "query-id\tcorpus-id\tscore\n1\ta\t1\n");
        for (String mode : new String[] {"semantic", "hybrid", "words"}) {
            JsonNode json = json(
                    "evaluate", "retrieval", "--beir", folder.toString(), "--split", "dev", "--mode", mode, "--json");
            assertThat(json.at("/metrics").path("ndcg@10").doubleValue()).isEqualTo(1);
        }
    }

    @Test
    void codeSearchTakesOtherColumnsAndLanguages() throws IOException {
        Path pairs = Files.writeString(
                folder.resolve("pairs.jsonl"),
                """
                {"java": "copy(file)", "csharp": "Copy(file)", "split": "dev"}
                {"java": "close(socket)", "csharp": "Close(socket)", "split": "dev"}
                {"java": "x", "csharp": "Y", "split": "train"}
                """);
        JsonNode json = json(
                "evaluate",
                "code-search",
                "--pairs",
                pairs.toString(),
                "--columns",
                "java,csharp",
                "--queries",
                "code",
                "--language",
                "csharp",
                "--where",
                "split=dev",
                "--json");
        assertThat(json.at("/metrics").path("mrr@10").doubleValue()).isEqualTo(1);
        assertThat(json.path("protocol").textValue()).contains("first 2 rows with split=dev", "csharp");
    }

    @Test
    void pairsClassificationAndClusteringTakeColumns() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("rows.tsv"),
                """
                split\ttext\tother\tlabel
                train\tred dog\tred dog\tdogs
                train\tblue sea\tgreen hill\tseas
                test\tred dog\tred dog\tdogs
                test\tblue sea\twhite cat\tseas
                """);
        assertThat(json(
                                "evaluate",
                                "pairs",
                                "--pairs",
                                rows.toString(),
                                "--columns",
                                "text,other,label",
                                "--positive",
                                "dogs",
                                "--json")
                        .at("/metrics/ap")
                        .doubleValue())
                .isEqualTo(1);
        assertThat(json(
                                "evaluate",
                                "classification",
                                "--rows",
                                rows.toString(),
                                "--train",
                                "split=train",
                                "--test",
                                "split=test",
                                "--json")
                        .at("/metrics/accuracy")
                        .doubleValue())
                .isEqualTo(1);
        assertThat(json("evaluate", "clustering", "--rows", rows.toString(), "--json")
                        .at("/metrics/v_measure")
                        .doubleValue())
                .isEqualTo(1);
    }

    @Test
    void alignmentTakesColumnsOrCaptionsAndNotBoth() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "en\txx\nred dog\tred dog\nsea\tsea\n");
        JsonNode json = json("evaluate", "alignment", "--pairs", pairs.toString(), "--json", "--detail");
        assertThat(json.at("/metrics/gap").doubleValue()).isLessThan(1e-6);
        assertThat(json.at("/detail/points").size()).isEqualTo(4);
        Answer both = terminal.run("evaluate", "alignment", "--pairs", pairs.toString(), "--captions", "c.jsonl");
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.err()).contains("--captions and --images, or --pairs");
        Answer pictures = terminal.run("evaluate", "alignment", "--pairs", pairs.toString(), "--kinds", "image,text");
        assertThat(pictures.err()).contains("--kinds", "text and code");
    }

    @Test
    void intervalsStandBesideTheFigures() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "s1\ts2\tscore\na\ta\t5\na\tb\t1\na b\ta\t3\n");
        assertThat(terminal.run("evaluate", "sts", "--pairs", pairs.toString()).out())
                .containsPattern("spearman +1\\.0000  \\[.*, 1\\.0000\\]");
    }
}
