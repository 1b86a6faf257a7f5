package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSearchTest {
    private Path folder;
    private Path pairs;

    @BeforeEach
    void fourMethods(@TempDir Path temporary) throws IOException {
        folder = temporary;
        pairs = folder.resolve("pairs.jsonl");
        Files.writeString(
                pairs,
                """
                {"query": "closes the open socket", "name": "shut", "code": "void shut() { openSocket.close(); }"}
                {"query": "returns the largest value", "name": "max", "code": "int max(int a) { return largest_value; }"}
                {"query": "renaming a file", "name": "mv", "code": "void mv() { rename(); }"}
                {"query": "counts every line", "name": "wc", "code": "int wc() { return lineCount; }"}
                """);
    }

    private Result run(CodeSearch.Mode mode, int candidates) {
        // The vectors know "mv" and "wc" and take the other two for one another; the words know "shut" and "max" best.
        Map<String, Double> angles = Map.of(
                "closes the open socket",
                0.0,
                "returns the largest value",
                1.0,
                "renaming a file",
                2.0,
                "counts every line",
                3.0,
                "shut",
                0.9,
                "max",
                0.1,
                "mv",
                2.0,
                "wc",
                3.0);
        FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(angles.getOrDefault(key, 0.0)));
        return new CodeSearch(pairs, candidates, mode).run(model, Progress.none());
    }

    @Test
    void semanticModeRanksByVectorsAlone() {
        Result result = run(CodeSearch.Mode.SEMANTIC, 1000);
        assertThat(result.metrics())
                .containsEntry("mrr@10", (0.5 + 0.5 + 1 + 1) / 4)
                .containsEntry("recall@1", 0.5);
        assertThat(result.protocol()).contains("first 4 rows", "cosine");
    }

    @Test
    void wordsModeSplitsIdentifiersAndNeedsNoVectors() {
        Result result = new CodeSearch(pairs, 1000, CodeSearch.Mode.WORDS)
                .run(
                        new FakeEncoder(key -> {
                            throw new AssertionError("asked for a vector of " + key);
                        }),
                        Progress.none());
        // "socket", "largest", "value" and "line" stand only inside longer names; "renaming" is not "rename": rank 3 by
        // id.
        assertThat(result.metrics().get("mrr@10")).isCloseTo((1 + 1 + 1.0 / 3 + 1) / 4, within(1e-12));
    }

    @Test
    void aFieldOfTheTypeOrOfItsFilePutsTheTypeBeforeTheName() throws IOException {
        Files.writeString(
                pairs,
                """
                {"query": "q", "code": "a", "name": "run", "file": "org/example/Timer.java", "type": "Outer.Clock"}
                {"query": "r", "code": "b", "name": "go", "file": "Timer.java", "type": "Other"}
                """);
        assertThat(names("file")).containsExactly("Timer.run", "Timer.go");
        assertThat(names("type")).containsExactly("Outer.Clock.run", "Other.go");
        assertThat(names("")).containsExactly("run", "go");
    }

    /** What the model is told that the methods are called. */
    private List<String> names(String type) {
        List<String> asked = new ArrayList<>();
        FakeEncoder model = new FakeEncoder(key -> {
            asked.add(key);
            return FakeEncoder.angle(asked.size());
        });
        CodeSearch.Fields fields = new CodeSearch.Fields("query", "code", "name", type, "java", Modality.TEXT);
        new CodeSearch(pairs, fields, Map.of(), Map.of(), 10, CodeSearch.Mode.SEMANTIC).run(model, Progress.none());
        return asked.stream().filter(key -> key.length() > 1).toList();
    }

    @Test
    void hybridModeTakesFromBoth() {
        assertThat(run(CodeSearch.Mode.HYBRID, 1000).metrics().get("recall@5")).isEqualTo(1.0);
        assertThat(run(CodeSearch.Mode.HYBRID, 1000).metrics().get("mrr@10"))
                .isGreaterThanOrEqualTo(
                        run(CodeSearch.Mode.SEMANTIC, 1000).metrics().get("mrr@10"));
    }

    @Test
    void candidatesLimitsQueriesAndCandidatesAlike() {
        Result result = run(CodeSearch.Mode.SEMANTIC, 1);
        assertThat(result.metrics()).containsEntry("mrr@10", 1.0);
        assertThat(result.protocol()).contains("first 1 rows");
    }

    @Test
    void badRowsAreCountedWithTheirLines() throws IOException {
        Files.writeString(pairs, Files.readString(pairs) + "{\"query\": \"no code\", \"name\": \"x\"}\nnot json\n");
        assertThat(run(CodeSearch.Mode.SEMANTIC, 1000).remarks())
                .singleElement()
                .asString()
                .contains("2 bad rows", "line 5: no text under code (there is query, name)", "line 6: not JSON");
    }

    @Test
    void fileOfOtherFieldsSaysWhichItHas() throws IOException {
        Files.writeString(pairs, "{\"question\": \"q\", \"answer\": \"a\"}\n");
        assertThatThrownBy(() -> run(CodeSearch.Mode.SEMANTIC, 1000))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("pairs.jsonl", "question, answer", "query, code, name");
    }

    /** BM25 of another program, with another way to split, has .459 on these thousand rows; chance has .003. */
    @Test
    void wordsReachTheKnownFigureOnRealMethods() {
        Path real = Path.of(System.getProperty("triptych.shared", "../shared"), "data/code/javadoc_dev.jsonl.gz");
        assumeTrue(Files.exists(real), () -> "skipped: " + real + " is not here");
        Result result = new CodeSearch(real, 1000, CodeSearch.Mode.WORDS)
                .run(new FakeEncoder(key -> FakeEncoder.angle(0)), Progress.none());
        assertThat(result.metrics().get("mrr@10")).isBetween(0.42, 0.55);
    }

    @Test
    void otherFieldsAskAndOnlyTheRowsThatAreWanted() throws IOException {
        Files.writeString(
                pairs,
                """
                {"java": "a", "csharp": "A", "split": "test", "label": 1}
                {"java": "b", "csharp": "B", "split": "test", "label": 0}
                {"java": "c", "csharp": "C", "split": "test", "label": 1}
                {"java": "d", "csharp": "D", "split": "train", "label": 1}
                """);
        // "c" lies nearer to "B" than to "C"; "D" would be nearest of all, but is of another split.
        Map<String, Double> angles = Map.of("a", 0.0, "A", 0.1, "c", 2.0, "B", 2.1, "C", 2.2, "D", 2.0);
        FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(angles.getOrDefault(key, 9.0)));
        CodeSearch task = new CodeSearch(
                pairs,
                new CodeSearch.Fields("java", "csharp", "", "csharp", Modality.CODE),
                Map.of("split", "test"),
                Map.of("label", "1"),
                1000,
                CodeSearch.Mode.SEMANTIC);
        Result result = task.run(model, Progress.none());
        assertThat(result.metrics()).containsEntry("mrr@10", 0.75).containsEntry("recall@1", 0.5);
        assertThat(result.protocol())
                .contains("first 3 rows with split=test as candidates", "the 2 with label=1 as queries", "java (code)");
        assertThat(task.modalities()).containsExactly(Modality.CODE);
    }

    @Test
    void byWordsAsksForNothing() {
        Task task = new CodeSearch(pairs, 1000, CodeSearch.Mode.SEMANTIC);
        assertThat(task.modalities()).containsExactlyInAnyOrder(Modality.TEXT, Modality.CODE);
        assertThat(task.byWords().orElseThrow().modalities()).isEmpty();
    }

    @Test
    void worstExampleIsTheQueryWhoseMethodStandsLast() {
        Detail detail = run(CodeSearch.Mode.SEMANTIC, 1000).detail();
        assertThat(detail.best()).hasSize(2).allMatch(e -> e.rank() == 1);
        assertThat(detail.worst().get(0).rank()).isEqualTo(2);
        assertThat(detail.worst().get(0).got()).contains("void");
        assertThat(detail.curves().get("query to code")).hasSize(100).startsWith(0.5, 1.0);
        assertThat(detail.right()).hasSize(4);
        assertThat(detail.points()).hasSize(8);
    }
}
