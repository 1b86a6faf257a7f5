package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalTest {
    private Path folder = Path.of("");

    private final FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(Map.of(
                    "The tide A table of tides", 0.0,
                    "a boat in the harbour", 0.5,
                    "bread and salt", 1.0,
                    "when is high water", 0.2,
                    "a loaf", 0.4)
            .getOrDefault(key, 3.0)));

    @BeforeEach
    void threeDocuments(@TempDir Path temporary) throws IOException {
        folder = temporary;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("corpus.jsonl.gz")))) {
            out.write(
                    """
                    {"_id": "tide", "title": "The tide", "text": "A table of tides"}
                    {"_id": "boat", "title": "", "text": "a boat in the harbour"}
                    {"_id": "bread", "text": "bread and salt"}
                    """
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(
                folder.resolve("queries.jsonl"),
                """
                {"_id": "1", "text": "when is high water"}
                {"_id": "2", "text": "a loaf"}
                {"_id": "3", "text": "nothing of this"}
                {"_id": "4", "text": "not judged"}
                """);
        Files.createDirectory(folder.resolve("qrels"));
        Files.writeString(
                folder.resolve("qrels/test.tsv"),
                "query-id\tcorpus-id\tscore\n1\ttide\t2\n1\tboat\t1\n2\tbread\t1\n3\ttide\t0\n2\tgone\t1\n");
    }

    @Test
    void gradesAndRanksGiveTheFiguresOfTheProtocol() {
        Result result = new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC).run(model, Progress.none());
        // Query 1 has its two in the best order; query 2 at .4 has the boat (.5), the tide (0), then the bread (1).
        assertThat(result.metrics().get("ndcg@10")).isEqualTo((1 + 0.5) / 2, within(1e-9));
        assertThat(result.metrics().get("mrr@10")).isEqualTo((1 + 1 / 3.0) / 2, within(1e-9));
        assertThat(result.metrics().get("map@1000")).isEqualTo((1 + 1 / 3.0) / 2, within(1e-9));
        assertThat(result.metrics()).containsEntry("recall@100", 1.0);
        assertThat(result.protocol()).contains("2 queries against all 3 documents", "title and text");
        assertThat(result.remarks())
                .containsExactly(
                        "1 bad row left out: line 6: no document 'gone'",
                        "1 queries without a relevant document left out");
    }

    @Test
    void wordsFindNothingWhereNoWordIsSharedAndAskForNoVectors() {
        Task words = new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC)
                .byWords()
                .orElseThrow();
        assertThat(words.modalities()).isEmpty();
        Result result = words.run(
                new FakeEncoder(key -> {
                    throw new AssertionError("asked for a vector of " + key);
                }),
                Progress.none());
        // No word of query 1 stands in its documents; "a" of query 2 only in the others.
        assertThat(result.metrics()).containsEntry("recall@100", 0.0).containsEntry("map@1000", 0.0);
    }

    @Test
    void hybridTakesFromBoth() throws IOException {
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\n2\tbread\t1\n");
        Files.writeString(folder.resolve("queries.jsonl"), "{\"_id\": \"2\", \"text\": \"bread\"}\n");
        FakeEncoder wrong = new FakeEncoder(key -> FakeEncoder.angle(key.equals("bread and salt") ? 2 : 0.1));
        // Its cosine puts the bread last; the word, which no other document has, lifts it.
        assertThat(new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC)
                        .run(wrong, Progress.none())
                        .metrics())
                .containsEntry("mrr@10", 1 / 3.0);
        assertThat(new Retrieval(folder, "test", CodeSearch.Mode.HYBRID)
                        .run(wrong, Progress.none())
                        .metrics())
                .containsEntry("mrr@10", 1.0);
    }

    @Test
    void digestChangesWithEachFile() throws IOException {
        Retrieval task = new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC);
        String before = task.run(model, Progress.none()).data().sha256();
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\n1\ttide\t1\n");
        assertThat(task.run(model, Progress.none()).data().sha256()).isNotEqualTo(before);
        assertThat(task.modalities()).containsExactly(Modality.TEXT);
    }

    @Test
    void missingFilesAndSplitsAreNamed() throws IOException {
        assertThatThrownBy(() -> new Retrieval(folder, "dev", CodeSearch.Mode.SEMANTIC).run(model, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("'dev'", "[test]", "--split");
        Files.delete(folder.resolve("queries.jsonl"));
        assertThatThrownBy(() -> new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC).run(model, Progress.none()))
                .hasMessageContainingAll("no queries.jsonl and no queries.jsonl.gz");
    }

    @Test
    void columnsOfJudgementsHaveTheNamesOfBeir() throws IOException {
        Files.writeString(folder.resolve("qrels/test.tsv"), "q\td\tscore\n1\ttide\t1\n");
        assertThatThrownBy(() -> new Retrieval(folder, "test", CodeSearch.Mode.SEMANTIC).run(model, Progress.none()))
                .hasMessageContainingAll("'query-id'", "q, d, score");
    }
}
