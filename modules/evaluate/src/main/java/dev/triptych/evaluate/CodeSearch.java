package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a method by the first sentence of its documentation, among the methods of the same file of pairs.
 *
 * <p>The model sees the method's source and its bare name, never anything of the query.
 *
 * @param pairs JSON lines, plain or gzip, with {@code query}, {@code code} and {@code name}
 * @param candidates how many rows from the beginning: each is a query and a candidate; all, if there are fewer
 * @param mode what ranks
 */
public record CodeSearch(Path pairs, int candidates, Mode mode) implements Task {
    private static final int[] CUTS = {1, 5, 10};
    private static final int RRF = 60;

    /** What ranks: vectors, both merged by reciprocal rank fusion (Cormack et al. 2009), or words (BM25). */
    public enum Mode {
        SEMANTIC,
        HYBRID,
        WORDS
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("code-search", model, progress);
        DataFile file = DataFile.read(pairs);
        BadRows bad = new BadRows(file);
        List<JsonNode> rows = JsonRows.read(file, bad, List.of("query", "code", "name"));
        bad.requireRows(rows.size(), "rows with query, code and name");
        rows = rows.subList(0, Math.min(candidates, rows.size()));
        List<Text> queries =
                rows.stream().map(r -> Text.of(r.path("query").textValue())).toList();
        List<Code> codes = rows.stream()
                .map(r -> new Code(
                        "java", r.path("code").textValue(), r.path("name").textValue(), "", ""))
                .toList();

        Ranked ranked = ranked(measuring.embedder(), queries, codes);
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("mrr@10", ranked.mrrAt(10));
        for (int k : CUTS) {
            statistics.put("recall@" + k, ranked.hitAt(k));
        }
        measuring.figures().add(ranked.queries(), statistics);
        measuring.remark(bad.remarks());
        return measuring.result(
                "first " + ranked.queries() + " rows as queries and as candidates, one right answer each; ranked by "
                        + rankedBy() + ", ties by place in the file",
                file.identity());
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("pairs", pairs);
    }

    @Override
    public Set<Modality> modalities() {
        return mode == Mode.WORDS ? Set.of() : Set.of(Modality.TEXT, Modality.CODE);
    }

    @Override
    public Optional<Task> byWords() {
        return Optional.of(new CodeSearch(pairs, candidates, Mode.WORDS));
    }

    private Ranked ranked(Embedder embedder, List<Text> queries, List<Code> codes) {
        float[][] byWords = mode == Mode.SEMANTIC ? new float[0][] : WordScores.of(queries, codes);
        if (mode == Mode.WORDS) {
            return Ranked.of(byWords.length, q -> byWords[q], q -> new int[] {q});
        }
        float[][] queryVectors = embedder.queries(queries);
        float[][] codeVectors = embedder.embed("methods", codes);
        return Ranked.of(
                queryVectors.length,
                q -> {
                    float[] cosines = Embedder.scores(queryVectors[q], codeVectors);
                    return mode == Mode.SEMANTIC ? cosines : fused(cosines, byWords[q]);
                },
                q -> new int[] {q});
    }

    /** Reciprocal rank fusion; a candidate that shares no word with the query gets nothing from the words. */
    private static float[] fused(float[] semantic, float[] words) {
        float[] sum = new float[semantic.length];
        int rank = 0;
        for (int candidate : Ranking.order(semantic)) {
            sum[candidate] += 1f / (RRF + ++rank);
        }
        rank = 0;
        for (int candidate : Ranking.order(words)) {
            rank++;
            sum[candidate] += words[candidate] > 0 ? 1f / (RRF + rank) : 0;
        }
        return sum;
    }

    private String rankedBy() {
        return switch (mode) {
            case SEMANTIC -> "cosine";
            case HYBRID -> "reciprocal rank fusion (" + RRF + ") of cosine and BM25 over split identifiers";
            case WORDS -> "BM25 over split identifiers";
        };
    }
}
