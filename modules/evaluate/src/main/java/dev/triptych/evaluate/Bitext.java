package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.evaluate.Rows.Row;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Bitext mining as in MTEB (Muennighoff et al. 2023) on Tatoeba (Artetxe and Schwenk 2019): each sentence of the second column takes
 * its nearest in the first, among all rows of its group.
 *
 * <p>Every row is a class of its own, and F1 is the mean of the classes' F1: a sentence that several take, one of them rightly, counts
 * less than 1. Equal sentences stay different candidates, as in MTEB; the first in the file takes all, so the later ones are not found.
 *
 * @param pairs tab-separated columns or JSON lines, plain or gzip
 * @param first column of the candidates, {@code en}
 * @param second column of the queries, {@code xx}
 * @param group column whose values are ranked apart, {@code lang}; empty for one group of all rows
 * @param minRows groups of fewer rows are left out
 * @param where rows to take: column and the value it must have
 */
public record Bitext(Path pairs, String first, String second, String group, int minRows, Map<String, String> where)
        implements Task {

    public Bitext {
        where = new LinkedHashMap<>(where);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("bitext", model, progress);
        DataFile file = DataFile.read(pairs);
        BadRows bad = new BadRows(file);
        List<String> columns = new ArrayList<>(List.of(first, second));
        if (!group.isEmpty()) {
            columns.add(group);
        }
        Map<String, List<Row>> groups = Rows.groups(Rows.read(file, columns, where, bad), group.isEmpty() ? -1 : 2);
        List<String> small = groups.entrySet().stream()
                .filter(g -> g.getValue().size() < minRows)
                .map(Map.Entry::getKey)
                .toList();
        small.forEach(groups::remove);
        List<Row> rows = groups.values().stream().flatMap(List::stream).toList();
        bad.requireRows(rows.size(), "rows" + Rows.with(where) + " in groups of " + minRows + " or more");

        float[][] candidates = measuring
                .embedder()
                .sentences(first, rows.stream().map(r -> r.cell(0)).toList());
        float[][] queries = measuring
                .embedder()
                .sentences(second, rows.stream().map(r -> r.cell(1)).toList());
        int from = 0;
        int repeated = 0;
        for (Map.Entry<String, List<Row>> one : groups.entrySet()) {
            int to = from + one.getValue().size();
            measure(
                    measuring,
                    one.getKey(),
                    one.getValue(),
                    Arrays.copyOfRange(queries, from, to),
                    Arrays.copyOfRange(candidates, from, to));
            repeated += to
                    - from
                    - (int) one.getValue().stream()
                            .map(r -> r.cell(0))
                            .distinct()
                            .count();
            from = to;
        }
        if (!small.isEmpty()) {
            measuring.remark(List.of(
                    small.size() + " groups of fewer than " + minRows + " rows left out: " + String.join(", ", small)));
        }
        if (repeated > 0) {
            measuring.remark(List.of(repeated + " rows repeat a sentence of '" + first
                    + "' in their group and can only be found at its first place"));
        }
        measuring.remark(bad.remarks());
        return measuring.result(
                rows.size() + " rows" + Rows.with(where)
                        + (group.isEmpty() ? "" : " in " + groups.size() + " groups by " + group)
                        + "; each sentence of '" + second + "' takes its nearest in '" + first
                        + "' of its group by cosine, ties by place in the file; F1 as MTEB: weighted over rows as classes;"
                        + " accuracy: the share that takes its own",
                file.identity());
    }

    private void measure(Measuring measuring, String name, List<Row> rows, float[][] queries, float[][] candidates) {
        Ranked ranked = Ranked.of(queries, candidates, q -> new int[] {q});
        int[] own = IntStream.range(0, queries.length).toArray();
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("f1", Metrics.weightedF1(own, ranked.tops()));
        statistics.put("accuracy", Metrics.accuracy(own, ranked.tops()));
        measuring.figures().add(name, queries.length, statistics);
        Details details = measuring.details();
        details.curve(name.isEmpty() ? "accuracy" : name, ranked.firsts());
        details.similarities(queries, candidates, q -> new int[] {q});
        details.examples(
                ranked,
                q -> new Example(
                        rows.get(q).cell(1),
                        rows.get(q).cell(0),
                        rows.get(ranked.tops()[q]).cell(0),
                        ranked.scores()[q],
                        ranked.firsts()[q]));
        details.points(Modality.TEXT, queries, q -> rows.get(q).cell(1) + (name.isEmpty() ? "" : " (" + name + ")"));
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("pairs", pairs);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT);
    }
}
