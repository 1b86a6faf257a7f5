package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Detail;
import dev.triptych.evaluate.Example;
import dev.triptych.evaluate.Interval;
import dev.triptych.evaluate.Point;
import dev.triptych.evaluate.Result;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A report that nobody measured, with everything that a page can show. */
final class MadeReport {
    private static final List<String> LANGUAGES = List.of(
            "ar", "cs", "de", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pt", "ru", "sv", "th", "tr", "uk", "zh");

    private MadeReport() {}

    /** A task that only has a name. */
    private record Nothing(Set<Modality> modalities) implements Task {
        @Override
        public Result run(Encoder<Content> model, Progress progress) {
            throw new IllegalStateException("made up");
        }

        @Override
        public Map<String, Path> files() {
            return Map.of();
        }
    }

    /**
     * Two tasks, three models: the first has everything, the second is a little worse, the third can do nothing.
     *
     * @param words stand wherever other people's words can stand
     */
    static SuiteReport of(String words, List<Path> pictures) {
        List<SuiteTask> tasks = List.of(
                new SuiteTask("sentences " + words, "f1/mean", "", false, new Nothing(Set.of())),
                new SuiteTask("gap", "gap", "", true, new Nothing(Set.of())));
        SuiteReport report = new SuiteReport(
                new Suite("Suite " + words, "About " + words, tasks), List.of("one", "two", "none " + words));
        Random random = new Random(5);
        for (String model : List.of("one", "two")) {
            double better = model.equals("one") ? .1 : 0;
            report.model(model, new Fingerprint(model + words, "0123456789abcdef"));
            Detail detail = detail(words, pictures, random, better);
            report.put(
                    tasks.get(0),
                    model,
                    new SuiteCell.Figures(result(words, model, grouped(better, random)), SuiteDrawing.of(detail)));
            report.put(
                    tasks.get(1),
                    model,
                    new SuiteCell.Figures(
                            result(words, model, Map.of("gap", .5 - better)), SuiteDrawing.of(Detail.none())));
            report.put(tasks.get(0), "none " + words, new SuiteCell.Blank("reason " + words));
            report.put(tasks.get(1), "none " + words, new SuiteCell.Blank("reason " + words));
        }
        return report;
    }

    private static Map<String, Double> grouped(double better, Random random) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("f1/mean", .7 + better);
        LANGUAGES.forEach(language -> metrics.put("f1/" + language, .4 + better + .4 * random.nextDouble()));
        metrics.put("accuracy/mean", .8);
        return metrics;
    }

    private static Result result(String words, String model, Map<String, Double> metrics) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        metrics.forEach((name, value) -> intervals.put(name, new Interval(value - .03, value + .03)));
        return new Result(
                "bitext",
                "protocol " + words,
                metrics,
                intervals,
                new Result.Data("data " + words, "cafe"),
                new Fingerprint(model, "0123456789abcdef"),
                "triptych " + words,
                12.3,
                4,
                List.of("remark " + words),
                detail(words, List.of(), new Random(1), 0));
    }

    private static Detail detail(String words, List<Path> pictures, Random random, double better) {
        float[] right = new float[500];
        float[] wrong = new float[500];
        for (int i = 0; i < right.length; i++) {
            right[i] = (float) Math.min(1, .5 + better + .15 * random.nextGaussian());
            wrong[i] = (float) (.1 + .12 * random.nextGaussian());
        }
        double[] curve = new double[100];
        for (int k = 0; k < curve.length; k++) {
            curve[k] = 1 - (.6 - better) * Math.pow(k + 1.0, -.5);
        }
        Map<String, double[]> curves = new LinkedHashMap<>();
        for (String name : List.of("text_to_image", "image_to_text", words, "de", "fr")) {
            curves.put(name, curve);
        }
        List<Point> points = new ArrayList<>();
        int apart = 0;
        for (Modality modality : Modality.values()) {
            apart++;
            for (int i = 0; i < 120; i++) {
                float[] vector = new float[16];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = (float) (random.nextGaussian() * (j < 2 ? 1 : .3) + (j == 0 ? 2 * apart : 0));
                }
                boolean picture = modality == Modality.IMAGE && !pictures.isEmpty();
                points.add(new Point(
                        modality, "item " + i + words, picture ? pictures.get(i % pictures.size()) : null, vector));
            }
        }
        List<Example> best = new ArrayList<>();
        List<Example> worst = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path picture = i < pictures.size() ? pictures.get(i) : null;
            best.add(new Example("query " + words, "expected " + words, "expected " + words, .9, 1, picture, picture));
            worst.add(new Example("query " + words, "expected " + words, "got " + words, .1, 77, picture, picture));
        }
        return new Detail(right, wrong, curves, best, worst, points);
    }
}
