package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of a run's metrics as curves.
 *
 * @param plots title of a plot to its curves, by name
 * @param stages first step of each stage
 * @param steps that are done
 */
record RunCurves(Map<String, Map<String, List<Point>>> plots, Map<String, Integer> stages, int steps) {
    /** A step and its value. */
    record Point(int step, double value) {}

    static RunCurves read(Path metrics) {
        if (!Files.isRegularFile(metrics)) {
            throw new TriptychException(
                    metrics.toString(), "no such file", "the metrics of a run", "give the folder of --out");
        }
        Map<String, Map<String, List<Point>>> plots = new LinkedHashMap<>();
        Map<String, Map<String, List<Point>>> losses = new TreeMap<>();
        Map<String, Integer> stages = new LinkedHashMap<>();
        int steps = 0;
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(metrics)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = row(json, line);
                int step = row.path("step").asInt(-1);
                if (row.has("validation")) {
                    row.path("validation")
                            .properties()
                            .forEach(f -> put(plots, "validation", f.getKey(), step, f.getValue()));
                } else if (row.has("loss")) {
                    String task = row.path("task").asText();
                    stages.putIfAbsent(row.path("stage").asText(), step);
                    put(losses, "loss of " + task, task, step, row.path("loss"));
                    row.path("rates")
                            .properties()
                            .forEach(r -> put(plots, "learning rate", r.getKey(), step, r.getValue()));
                    put(plots, "gradient norm", task, step, row.path("gradient_norm"));
                    if (row.has("logit_scale")) {
                        put(
                                plots,
                                "temperature",
                                task,
                                step,
                                json.getNodeFactory()
                                        .numberNode(1 / row.path("logit_scale").asDouble(1)));
                    }
                    steps = step + 1;
                }
            }
        } catch (IOException e) {
            throw new TriptychException(metrics + ": cannot be read: " + e.getMessage(), e);
        }
        Map<String, Map<String, List<Point>>> all = new LinkedHashMap<>(losses);
        all.putAll(plots);
        return new RunCurves(all, stages, steps);
    }

    /** A run that is going on, or was killed, may end in half a line: that is nothing yet. */
    private static JsonNode row(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }

    private static void put(
            Map<String, Map<String, List<Point>>> plots, String title, String curve, int step, JsonNode value) {
        plots.computeIfAbsent(title, k -> new TreeMap<>())
                .computeIfAbsent(curve, k -> new ArrayList<>())
                .add(new Point(step, value.asDouble(Double.NaN)));
    }
}
