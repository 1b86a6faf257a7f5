package dev.triptych.evaluate.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.evaluate.Detail;
import dev.triptych.evaluate.Example;
import dev.triptych.evaluate.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page draws of one measurement, small enough to be kept.
 *
 * @param right how often right pairs have which cosine, in bins from -1 to 1
 * @param wrong the same of wrong pairs
 * @param curves recall at 1 to 100, by name
 * @param spots the map
 * @param share of the variance that the map shows
 */
record SuiteDrawing(
        int[] right,
        int[] wrong,
        Map<String, double[]> curves,
        List<Example> best,
        List<Example> worst,
        List<PlotMap.Spot> spots,
        double share) {
    private static final int LABEL = 120;
    private static final int WORDS = 400;

    static SuiteDrawing of(Detail detail) {
        Plane plane = Plane.of(detail.points().stream().map(Point::vector).toList());
        List<PlotMap.Spot> spots = new ArrayList<>();
        for (int i = 0; i < detail.points().size(); i++) {
            Point point = detail.points().get(i);
            spots.add(new PlotMap.Spot(
                    rounded(plane.places()[i][0]),
                    rounded(plane.places()[i][1]),
                    point.modality().id(),
                    cut(point.label(), LABEL),
                    point.picture() == null ? "" : point.picture().toString()));
        }
        return new SuiteDrawing(
                PlotHistogram.counts(detail.right()),
                PlotHistogram.counts(detail.wrong()),
                detail.curves(),
                detail.best().stream().map(SuiteDrawing::shorter).toList(),
                detail.worst().stream().map(SuiteDrawing::shorter).toList(),
                spots,
                rounded(plane.share()));
    }

    private static Example shorter(Example example) {
        return new Example(
                cut(example.query(), WORDS),
                cut(example.expected(), WORDS),
                cut(example.got(), WORDS),
                example.score(),
                example.rank(),
                example.expectedPicture(),
                example.gotPicture());
    }

    private static String cut(String words, int most) {
        return words.length() <= most
                ? words
                : words.substring(0, Character.isHighSurrogate(words.charAt(most - 2)) ? most - 2 : most - 1) + "…";
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int count : right) {
            json.withArray("right").add(count);
        }
        for (int count : wrong) {
            json.withArray("wrong").add(count);
        }
        ObjectNode named = json.putObject("curves");
        curves.forEach((name, curve) -> {
            ArrayNode array = named.putArray(name);
            for (double recall : curve) {
                array.add(rounded(recall));
            }
        });
        best.forEach(example -> json.withArray("best").add(json(example)));
        worst.forEach(example -> json.withArray("worst").add(json(example)));
        spots.forEach(spot -> json.withArray("spots")
                .addArray()
                .add(spot.x())
                .add(spot.y())
                .add(spot.modality())
                .add(spot.label())
                .add(spot.picture()));
        return json.put("share", share);
    }

    private static ObjectNode json(Example example) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("query", example.query())
                .put("expected", example.expected())
                .put("got", example.got())
                .put("score", rounded(example.score()))
                .put("rank", example.rank());
        if (example.expectedPicture() != null) {
            json.put("expected_picture", example.expectedPicture().toString());
        }
        if (example.gotPicture() != null) {
            json.put("got_picture", example.gotPicture().toString());
        }
        return json;
    }

    static SuiteDrawing read(JsonNode json) {
        Map<String, double[]> curves = new LinkedHashMap<>();
        json.path("curves").properties().forEach(curve -> {
            double[] recalls = new double[curve.getValue().size()];
            for (int k = 0; k < recalls.length; k++) {
                recalls[k] = curve.getValue().get(k).doubleValue();
            }
            curves.put(curve.getKey(), recalls);
        });
        List<PlotMap.Spot> spots = new ArrayList<>();
        for (JsonNode spot : json.path("spots")) {
            spots.add(new PlotMap.Spot(
                    spot.path(0).doubleValue(),
                    spot.path(1).doubleValue(),
                    spot.path(2).asText(),
                    spot.path(3).asText(),
                    spot.path(4).asText()));
        }
        return new SuiteDrawing(
                counts(json.path("right")),
                counts(json.path("wrong")),
                curves,
                examples(json.path("best")),
                examples(json.path("worst")),
                spots,
                json.path("share").doubleValue());
    }

    private static int[] counts(JsonNode json) {
        int[] counts = new int[PlotHistogram.BINS];
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] = json.path(bin).intValue();
        }
        return counts;
    }

    private static List<Example> examples(JsonNode json) {
        List<Example> examples = new ArrayList<>();
        for (JsonNode example : json) {
            examples.add(new Example(
                    example.path("query").asText(),
                    example.path("expected").asText(),
                    example.path("got").asText(),
                    example.path("score").doubleValue(),
                    example.path("rank").intValue(),
                    path(example, "expected_picture"),
                    path(example, "got_picture")));
        }
        return examples;
    }

    private static @Nullable Path path(JsonNode json, String field) {
        return json.hasNonNull(field) ? Path.of(json.path(field).asText()) : null;
    }

    private static double rounded(double x) {
        return Math.round(x * 1e4) / 1e4;
    }
}
