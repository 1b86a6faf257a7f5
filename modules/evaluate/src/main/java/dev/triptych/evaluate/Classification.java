package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
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
import java.util.stream.IntStream;

/**
 * Classification by probing, as in MTEB: logistic regression on the vectors of the training rows, accuracy and macro-F1 on the others.
 * The model itself is not trained.
 *
 * @param rows tab-separated columns or JSON lines, plain or gzip
 * @param text column of the texts
 * @param label column of their classes
 * @param train rows to train the regression on: column and the value it must have
 * @param test rows to measure with
 */
public record Classification(Path rows, String text, String label, Map<String, String> train, Map<String, String> test)
        implements Task {

    public Classification {
        train = new LinkedHashMap<>(train);
        test = new LinkedHashMap<>(test);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("classification", model, progress);
        DataFile file = DataFile.read(rows);
        BadRows bad = new BadRows(file);
        List<Row> training = Rows.read(file, List.of(text, label), train, bad);
        bad.requireRows(training.size(), "rows to train on" + Rows.with(train));
        List<Row> testing = Rows.read(file, List.of(text, label), test, new BadRows(file));
        bad.requireRows(testing.size(), "rows to measure with" + Rows.with(test));
        List<String> classes =
                training.stream().map(r -> r.cell(1)).distinct().sorted().toList();
        requireClasses(file, classes, testing);

        float[][] trainVectors = measuring.embedder().sentences("training texts", texts(training));
        float[][] testVectors = measuring.embedder().sentences("texts", texts(testing));
        LogisticRegression probe = LogisticRegression.train(trainVectors, labels(training, classes), classes.size());
        int[] right = labels(testing, classes);
        int[] predicted = IntStream.range(0, testVectors.length)
                .parallel()
                .map(i -> probe.predict(testVectors[i]))
                .toArray();
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        statistics.put("accuracy", Metrics.accuracy(right, predicted));
        statistics.put("f1", Metrics.macroF1(right, predicted));
        measuring.figures().add(right.length, statistics);
        measuring
                .details()
                .points(
                        Modality.TEXT,
                        testVectors,
                        i -> testing.get(i).cell(1) + ": " + testing.get(i).cell(0));
        measuring.remark(bad.remarks());
        return measuring.result(
                testing.size() + " texts" + Rows.with(test) + " in " + classes.size() + " classes by " + label
                        + ", after logistic regression (L2, C=1, as scikit-learn) on the vectors of " + training.size()
                        + " texts" + Rows.with(train) + "; F1: the mean of the classes' F1",
                file.identity());
    }

    private void requireClasses(DataFile file, List<String> classes, List<Row> testing) {
        if (classes.size() < 2) {
            throw new TriptychException(
                    file.path() + ": " + label, "one class, " + classes, "two at least", "choose another column");
        }
        List<String> unknown = testing.stream()
                .map(r -> r.cell(1))
                .filter(c -> !classes.contains(c))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new TriptychException(
                    file.path() + ": " + label,
                    "the classes " + unknown + " among the rows to measure with",
                    "only those to train on, " + classes,
                    "choose other rows");
        }
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(r -> r.cell(0)).toList();
    }

    private static int[] labels(List<Row> rows, List<String> classes) {
        return rows.stream().mapToInt(r -> classes.indexOf(r.cell(1))).toArray();
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
