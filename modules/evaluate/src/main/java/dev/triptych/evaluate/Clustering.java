package dev.triptych.evaluate;

import dev.triptych.evaluate.Rows.Row;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clustering: k-means of the vectors, with as many clusters as there are labels, compared with these by V-measure, as in MTEB (which
 * takes small batches; here every round sees all vectors).
 *
 * @param rows tab-separated columns or JSON lines, plain or gzip
 * @param text column of the texts
 * @param label column of their labels
 * @param where rows to take: column and the value it must have
 */
public record Clustering(Path rows, String text, String label, Map<String, String> where) implements Task {

    public Clustering {
        where = new LinkedHashMap<>(where);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("clustering", model, progress);
        DataFile file = DataFile.read(rows);
        BadRows bad = new BadRows(file);
        List<Row> texts = Rows.read(file, List.of(text, label), where, bad);
        bad.requireRows(texts.size(), "rows" + Rows.with(where));
        List<String> classes =
                texts.stream().map(r -> r.cell(1)).distinct().sorted().toList();
        if (classes.size() < 2) {
            throw new TriptychException(
                    file.path() + ": " + label, "one label, " + classes, "two at least", "choose another column");
        }
        float[][] vectors = measuring
                .embedder()
                .sentences("texts", texts.stream().map(r -> r.cell(0)).toList());
        int[] labels = texts.stream().mapToInt(r -> classes.indexOf(r.cell(1))).toArray();
        int[] clusters = KMeans.clusters(vectors, classes.size());
        measuring.figures().add(labels.length, Map.of("v_measure", Metrics.vMeasure(labels, clusters)));
        measuring
                .details()
                .points(
                        Modality.TEXT,
                        vectors,
                        i -> texts.get(i).cell(1) + ": " + texts.get(i).cell(0));
        measuring.remark(bad.remarks());
        return measuring.result(
                labels.length + " texts" + Rows.with(where) + " in " + classes.size() + " clusters by k-means"
                        + " (k-means++ with a fixed seed, the best of four starts) against " + label + "; V-measure",
                file.identity());
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("rows", rows);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT);
    }
}
