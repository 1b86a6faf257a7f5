package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        long start = System.nanoTime();
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

        Embedder embedder = new Embedder(model, progress);
        int[] ranks = ranks(embedder, queries, codes);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("mrr@10", Metrics.mrrAt(ranks, 10));
        for (int k : CUTS) {
            metrics.put("recall@" + k, Metrics.hitAt(ranks, k));
        }
        return new Result(
                "code-search",
                "first " + ranks.length + " rows as queries and as candidates, one right answer each; ranked by "
                        + rankedBy() + ", ties by place in the file",
                metrics,
                file.identity(),
                model.fingerprint(),
                (System.nanoTime() - start) / 1e9,
                embedder.truncated(),
                bad.remarks());
    }

    private int[] ranks(Embedder embedder, List<Text> queries, List<Code> codes) {
        float[][] byWords = mode == Mode.SEMANTIC ? new float[0][] : WordScores.of(queries, codes);
        if (mode == Mode.WORDS) {
            int[] ranks = new int[byWords.length];
            for (int q = 0; q < ranks.length; q++) {
                ranks[q] = Ranking.rank(byWords[q], q);
            }
            return ranks;
        }
        float[][] queryVectors = embedder.queries(queries);
        float[][] codeVectors = embedder.embed("methods", codes);
        return Embedder.each(queryVectors, codeVectors, (q, scores) -> {
            return Ranking.rank(mode == Mode.SEMANTIC ? scores : fused(scores, byWords[q]), q);
        });
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
