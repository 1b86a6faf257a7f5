package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds passages by a question or a claim, with the protocol of BEIR (Thakur et al. 2021): nDCG@10 with linear gains as trec_eval, and
 * MRR@10, recall@100 and MAP@1000.
 *
 * <p>A document is its title and its text. A document with the id of the query stays a candidate (BEIR's program drops it, for the
 * data sets whose queries are documents; elsewhere equal ids mean nothing). Every document is a candidate; if words alone rank, those
 * that share none with the query are not found.
 *
 * @param beir folder with {@code corpus.jsonl}, {@code queries.jsonl}, both plain or gzip, and {@code qrels/SPLIT.tsv}
 * @param split which judgements
 * @param mode what ranks
 */
public record Retrieval(Path beir, String split, CodeSearch.Mode mode) implements Task {

    /** Documents have no names by which they could be ranked. */
    public Retrieval {
        if (mode == CodeSearch.Mode.RANKED) {
            throw new TriptychException(
                    "retrieval", "mode ranked", "semantic, hybrid or words", "ranked is for code-search");
        }
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("retrieval", model, progress);
        Beir data = Beir.read(beir, split);
        Ranked ranked = ranked(measuring, data);
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("ndcg@10", ranked.mean(q -> Metrics.ndcgAt(ranked.ranks()[q], data.grades()[q], 10)));
        statistics.put("mrr@10", ranked.mrrAt(10));
        statistics.put("recall@100", ranked.recallAt(100));
        statistics.put("map@1000", ranked.mean(q -> Metrics.averagePrecisionAt(ranked.ranks()[q], 1000)));
        measuring.figures().add(ranked.queries(), statistics);
        measuring.details().curve("first relevant", ranked.firsts());
        measuring
                .details()
                .examples(
                        ranked,
                        q -> new Example(
                                data.queries().get(q),
                                data.documents().get(ranked.bests()[q]),
                                data.documents().get(ranked.tops()[q]),
                                ranked.scores()[q],
                                ranked.firsts()[q]));
        measuring.remark(data.remarks());
        return measuring.result(
                "BEIR, split " + split + ": " + data.queries().size() + " queries against all "
                        + data.documents().size() + " documents (title and text); nDCG@10 with linear gains; ranked by "
                        + mode.rankedBy("words") + ", ties by place in the file",
                data.data());
    }

    private Ranked ranked(Measuring measuring, Beir data) {
        int queries = data.queries().size();
        if (mode == CodeSearch.Mode.WORDS) {
            try (WordScores words = WordScores.of(data.documents())) {
                return Ranked.of(queries, q -> found(words.of(data.queries().get(q))), q -> data.relevant()[q]);
            }
        }
        float[][] asked = measuring
                .embedder()
                .queries(data.queries().stream().map(Text::of).toList());
        float[][] documents = measuring
                .embedder()
                .embed("documents", data.documents().stream().map(Text::of).toList());
        measuring.details().similarities(asked, documents, q -> data.relevant()[q]);
        measuring.details().points(Modality.TEXT, asked, data.queries()::get);
        measuring.details().points(Modality.TEXT, documents, data.documents()::get);
        if (mode == CodeSearch.Mode.SEMANTIC) {
            return Ranked.of(asked, documents, q -> data.relevant()[q]);
        }
        try (WordScores words = WordScores.of(data.documents())) {
            return Ranked.of(
                    queries,
                    q -> Fusion.of(
                            Embedder.scores(asked[q], documents),
                            words.of(data.queries().get(q)),
                            Fusion.IN_TEXT),
                    q -> data.relevant()[q]);
        }
    }

    private static float[] found(float[] words) {
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i] == 0 ? Ranked.NOT_FOUND : words[i];
        }
        return words;
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("beir", beir);
    }

    @Override
    public Set<Modality> modalities() {
        return mode == CodeSearch.Mode.WORDS ? Set.of() : Set.of(Modality.TEXT);
    }

    @Override
    public Optional<Task> byWords() {
        return Optional.of(new Retrieval(beir, split, CodeSearch.Mode.WORDS));
    }
}
