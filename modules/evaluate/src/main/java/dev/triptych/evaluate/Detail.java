package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page about a result draws; any part may be empty.
 *
 * @param right cosines of right pairs, at most 2,000
 * @param wrong cosines of pairs drawn at random from the wrong ones, with a fixed seed, at most 2,000
 * @param curves by name the recall at 1 to 100, {@code curve[k - 1]}
 * @param best items that were answered well, the best first, at most 8
 * @param worst items that were answered badly, the worst first, at most 8
 * @param points at most 400 of each modality
 */
public record Detail(
        float[] right,
        float[] wrong,
        Map<String, double[]> curves,
        List<Example> best,
        List<Example> worst,
        List<Point> points) {

    public Detail {
        curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
        best = List.copyOf(best);
        worst = List.copyOf(worst);
        points = List.copyOf(points);
    }

    /** Nothing to draw. */
    public static Detail none() {
        return new Detail(new float[0], new float[0], Map.of(), List.of(), List.of(), List.of());
    }

    /** As JSON: {@code right}, {@code wrong}, {@code curves}, {@code best}, {@code worst}, {@code points}; numbers to four decimals. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        numbers(json.putArray("right"), right);
        numbers(json.putArray("wrong"), wrong);
        ObjectNode named = json.putObject("curves");
        curves.forEach((name, curve) -> {
            ArrayNode array = named.putArray(name);
            for (double x : curve) {
                array.add(rounded(x));
            }
        });
        best.forEach(example -> example(json.withArray("best").addObject(), example));
        worst.forEach(example -> example(json.withArray("worst").addObject(), example));
        points.forEach(point -> {
            ObjectNode one = json.withArray("points").addObject();
            one.put("modality", point.modality().id()).put("label", point.label());
            path(one, "picture", point.picture());
            numbers(one.putArray("vector"), point.vector());
        });
        return json;
    }

    private static void example(ObjectNode json, Example example) {
        json.put("query", example.query())
                .put("expected", example.expected())
                .put("got", example.got())
                .put("score", rounded(example.score()))
                .put("rank", example.rank());
        path(json, "expected_picture", example.expectedPicture());
        path(json, "got_picture", example.gotPicture());
    }

    private static void path(ObjectNode json, String field, @Nullable Path path) {
        if (path != null) {
            json.put(field, path.toString());
        }
    }

    private static void numbers(ArrayNode array, float[] numbers) {
        for (float x : numbers) {
            array.add(rounded(x));
        }
    }

    private static double rounded(double x) {
        return Math.round(x * 1e4) / 1e4;
    }
}
