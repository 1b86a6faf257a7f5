package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskReaderTest {
    @TempDir
    private Path folder = Path.of("");

    private List<Task> read(String tasks) throws IOException {
        return nodes(tasks).stream()
                .map(node -> {
                    Task task = TaskReader.read(node);
                    node.end();
                    return task;
                })
                .toList();
    }

    private List<YamlNode> nodes(String tasks) throws IOException {
        return YamlNode.read(Files.writeString(folder.resolve("suite.yaml"), "tasks:\n" + tasks.indent(2)))
                .nodes("tasks");
    }

    private Path at(String name) {
        return folder.toAbsolutePath().resolve(name).normalize();
    }

    @Test
    void everyTaskHasTheOptionsOfItsCommand() throws IOException {
        assertThat(
                        read(
                                """
                        - {task: bitext, pairs: b.tsv, columns: [en, xx], group: lang, min_rows: 500}
                        - {task: retrieval, beir: scifact, split: train, mode: hybrid}
                        - {task: sts, pairs: s.tsv, columns: [a, b, c], group: lang, where: {split: dev}}
                        - {task: image-text, captions: c.jsonl, images: pictures, language: [en, de], split: [dev, test], field: xflickr, query_splits: test, all_pictures: true}
                        - {task: code-search, pairs: p.jsonl, columns: [java, csharp], language: csharp, queries: code, where: {split: dev}, query_where: {label: 1}, candidates: 7, mode: words}
                        - {task: pairs, pairs: m.tsv, positive: ENTAILMENT, columns: [s1, s2, entailment]}
                        - {task: classification, rows: r.tsv, columns: [s1, subset], train: {split: train}, test: {split: test}}
                        - {task: clustering, rows: r.tsv, where: {split: train}}
                        - {task: alignment, captions: c.jsonl, images: pictures, language: [en, de], split: dev, limit: 50}
                        - {task: alignment, pairs: p.jsonl, columns: [query, code], kinds: [text, code]}
                        """))
                .containsExactly(
                        new Bitext(at("b.tsv"), "en", "xx", "lang", 500, Map.of()),
                        new Retrieval(at("scifact"), "train", CodeSearch.Mode.HYBRID),
                        new Sts(at("s.tsv"), "a", "b", "c", "lang", Map.of("split", "dev")),
                        new ImageTextRetrieval(
                                at("c.jsonl"),
                                at("pictures"),
                                "xflickr",
                                List.of("en", "de"),
                                List.of("dev", "test"),
                                List.of("test"),
                                true),
                        new CodeSearch(
                                at("p.jsonl"),
                                new CodeSearch.Fields("java", "csharp", "", "csharp", Modality.CODE),
                                Map.of("split", "dev"),
                                Map.of("label", "1"),
                                7,
                                CodeSearch.Mode.WORDS),
                        new PairClassification(at("m.tsv"), "s1", "s2", "entailment", "ENTAILMENT", Map.of()),
                        new Classification(
                                at("r.tsv"), "s1", "subset", Map.of("split", "train"), Map.of("split", "test")),
                        new Clustering(at("r.tsv"), "text", "label", Map.of("split", "train")),
                        new Alignment(
                                new Alignment.Captioned(
                                        at("c.jsonl"), at("pictures"), "captions", List.of("en", "de"), List.of("dev")),
                                50),
                        new Alignment(
                                new Alignment.Columns(
                                        at("p.jsonl"), "query", "code", Modality.TEXT, Modality.CODE, "", Map.of()),
                                1000));
    }

    @Test
    void unknownTaskIsRefusedWithItsLineAndTheNearestName() {
        assertThatThrownBy(() -> read("- {task: retreival, beir: x}"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("suite.yaml", "line 2", "'retreival'", "did you mean 'retrieval'?");
    }

    @Test
    void unknownFieldIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> read("- {task: bitext, pairs: b.tsv, groups: lang}"))
                .hasMessageContainingAll("groups", "did you mean 'group'?");
    }

    @Test
    void wrongNumberOfColumnsIsRefused() {
        assertThatThrownBy(() -> read("- {task: bitext, pairs: b.tsv, columns: [en]}"))
                .hasMessageContainingAll("[en]", "2 names");
    }

    @Test
    void recipeRefusesFilesThatAreMissingBeforeTheRunBegins() {
        assertThatThrownBy(() -> new RecipeTasks().open(nodes("- {task: bitext, pairs: missing.tsv}")))
                .hasMessageContainingAll("pairs", "line 2", "missing.tsv");
    }
}
