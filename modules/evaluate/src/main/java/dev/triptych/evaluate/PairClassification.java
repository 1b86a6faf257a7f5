package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.evaluate.Rows.Row;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells pairs that mean the same from others by their cosine, as MTEB's pair classification: average precision, and accuracy and F1 at
 * the threshold that is best for these very pairs.
 *
 * @param pairs tab-separated columns or JSON lines, plain or gzip
 * @param first column of the one sentence
 * @param second column of the other
 * @param label column of the label
 * @param positive the label of right pairs; all other labels are wrong
 * @param where rows to take: column and the value it must have
 */
public record PairClassification(
        Path pairs, String first, String second, String label, String positive, Map<String, String> where)
        implements Task {

    public PairClassification {
        where = new LinkedHashMap<>(where);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("pairs", model, progress);
        DataFile file = DataFile.read(pairs);
        BadRows bad = new BadRows(file);
        List<Row> rows = Rows.read(file, List.of(first, second, label), where, bad);
        bad.requireRows(rows.size(), "rows" + Rows.with(where));
        TreeSet<String> labels = rows.stream().map(r -> r.cell(2)).collect(Collectors.toCollection(TreeSet::new));
        if (labels.size() < 2 || !labels.contains(positive)) {
            throw new TriptychException(
                    file.path() + ": " + label,
                    "the labels " + labels,
                    "'" + positive + "' and others",
                    "say with --positive which label right pairs have");
        }
        float[][] vectors = measuring
                .embedder()
                .sentences(
                        "sentences",
                        rows.stream()
                                .flatMap(r -> r.cells().subList(0, 2).stream())
                                .toList());
        double[] cosines = new double[rows.size()];
        boolean[] right = new boolean[rows.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Similarity.cosine(vectors[2 * i], vectors[2 * i + 1]);
            right[i] = rows.get(i).cell(2).equals(positive);
        }
        Thresholds thresholds = new Thresholds(cosines, right);
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("ap", thresholds::averagePrecision);
        statistics.put("accuracy", thresholds::bestAccuracy);
        statistics.put("f1", thresholds::bestF1);
        measuring.figures().add(cosines.length, statistics);
        details(measuring.details(), rows, cosines, right);
        measuring.details().points(Modality.TEXT, vectors, i -> rows.get(i / 2).cell(i % 2));
        measuring.remark(
                List.of(String.format(Locale.ROOT, "the best F1 is at cosine %.4f and above", thresholds.ofBestF1())));
        measuring.remark(bad.remarks());
        return measuring.result(
                rows.size() + " pairs" + Rows.with(where) + ", right where " + label + "=" + positive
                        + "; average precision of the cosine; accuracy and F1 at the threshold that is best for these pairs",
                file.identity());
    }

    /** The best: right pairs of a high and wrong ones of a low cosine. */
    private static void details(Details details, List<Row> rows, double[] cosines, boolean[] right) {
        for (int i = 0; i < cosines.length; i++) {
            details.similarity(right[i], (float) cosines[i]);
        }
        details.examples(
                cosines.length,
                i -> new Example(
                        rows.get(i).cell(0) + " | " + rows.get(i).cell(1),
                        rows.get(i).cell(2),
                        String.format(Locale.ROOT, "cosine %.3f", cosines[i]),
                        cosines[i],
                        0),
                i -> right[i] ? -cosines[i] : cosines[i]);
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
