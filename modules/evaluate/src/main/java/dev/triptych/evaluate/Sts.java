package dev.triptych.evaluate;

import dev.triptych.evaluate.Rows.Row;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Semantic textual similarity: Spearman's correlation of the cosine of two sentences with what people said, as in MTEB.
 *
 * @param pairs tab-separated columns or JSON lines, plain or gzip
 * @param first column of the one sentence
 * @param second column of the other
 * @param score column of the human score
 * @param group column whose values get a figure each, {@code lang}; empty for one figure of all rows
 * @param where rows to take: column and the value it must have
 */
public record Sts(Path pairs, String first, String second, String score, String group, Map<String, String> where)
        implements Task {

    public Sts {
        where = new LinkedHashMap<>(where);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("sts", model, progress);
        DataFile file = DataFile.read(pairs);
        BadRows bad = new BadRows(file);
        List<String> columns = new ArrayList<>(List.of(first, second, score));
        if (!group.isEmpty()) {
            columns.add(group);
        }
        List<Row> rows = Rows.read(file, columns, where, bad).stream()
                .filter(row -> isNumber(row, bad))
                .toList();
        bad.requireRows(rows.size(), where.isEmpty() ? "rows of numbers" : "rows" + Rows.with(where));
        Map<String, List<Row>> groups = Rows.groups(rows, group.isEmpty() ? -1 : 3);

        List<String> sentences = new ArrayList<>();
        groups.values().stream()
                .flatMap(List::stream)
                .forEach(row -> sentences.addAll(row.cells().subList(0, 2)));
        float[][] vectors = measuring.embedder().sentences("sentences", sentences);
        int next = 0;
        for (Map.Entry<String, List<Row>> one : groups.entrySet()) {
            double[] cosines = new double[one.getValue().size()];
            for (int i = 0; i < cosines.length; i++) {
                cosines[i] = Similarity.cosine(vectors[next++], vectors[next++]);
            }
            measure(measuring, one.getKey(), one.getValue(), cosines);
        }
        measuring.details().points(Modality.TEXT, vectors, sentences::get);
        measuring.remark(bad.remarks());
        return measuring.result(
                rows.size() + " pairs" + Rows.with(where)
                        + (group.isEmpty() ? "" : " in " + groups.size() + " groups by " + group)
                        + "; Spearman of the cosine with column " + score + ", average ranks for ties",
                file.identity());
    }

    private boolean isNumber(Row row, BadRows bad) {
        try {
            Double.parseDouble(row.cell(2));
            return true;
        } catch (NumberFormatException e) {
            bad.add(row.line(), score + " is '" + row.cell(2) + "', not a number");
            return false;
        }
    }

    private static void measure(Measuring measuring, String name, List<Row> rows, double[] cosines) {
        double[] gold =
                rows.stream().mapToDouble(r -> Double.parseDouble(r.cell(2))).toArray();
        measuring.figures().add(name, gold.length, Map.of("spearman", Metrics.spearmanOf(cosines, gold)));
        // The worst are those that the model and the people put at the most different places.
        double[] places = Metrics.ranks(cosines);
        double[] rightPlaces = Metrics.ranks(gold);
        measuring
                .details()
                .examples(
                        gold.length,
                        i -> new Example(
                                rows.get(i).cell(0) + " | " + rows.get(i).cell(1),
                                "score " + rows.get(i).cell(2),
                                String.format(Locale.ROOT, "cosine %.3f", cosines[i]),
                                cosines[i],
                                0),
                        i -> Math.abs(places[i] - rightPlaces[i]) / gold.length);
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
