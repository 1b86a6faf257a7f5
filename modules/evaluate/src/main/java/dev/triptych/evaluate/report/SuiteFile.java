package dev.triptych.evaluate.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.evaluate.Detail;
import dev.triptych.evaluate.Interval;
import dev.triptych.evaluate.Result;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a suite on disk: written after every task, whole or not at all, so that a run that is killed can go on.
 *
 * <p>What is there is known by what was measured and not by its name: task, data, protocol and model, the last by its fingerprint.
 */
final class SuiteFile {
    /** What earlier runs have left, by key. */
    private final Map<String, JsonNode> known = new LinkedHashMap<>();

    /** Nothing is known yet. */
    SuiteFile() {}

    /** Reads what earlier runs have left; nothing, if they left nothing. */
    static SuiteFile read(Path file) {
        SuiteFile left = new SuiteFile();
        if (Files.exists(file)) {
            JsonNode tree = tree(file);
            for (String list : List.of("earlier", "results")) {
                for (JsonNode one : tree.path(list)) {
                    Result result = result(one.path("result"));
                    left.known.put(key(result, result.model()), one);
                }
            }
        }
        return left;
    }

    private static JsonNode tree(Path file) {
        JsonNode tree;
        try {
            tree = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new TriptychException(
                    file + ": cannot be read as JSON (" + e.getMessage() + "); remove it to begin anew", e);
        }
        if (!tree.path("results").isArray()) {
            throw new TriptychException(
                    file.toString(), "no list 'results'", "what an earlier run of a suite wrote", "give another file");
        }
        return tree;
    }

    /** What a model has given for a task of this protocol and data. */
    Optional<SuiteCell.Figures> find(Result rehearsed, Fingerprint model) {
        return Optional.ofNullable(known.get(key(rehearsed, model)))
                .map(one -> new SuiteCell.Figures(result(one.path("result")), SuiteDrawing.read(one.path("drawing"))));
    }

    private static String key(Result result, Fingerprint model) {
        return String.join("\n", result.task(), result.data().sha256(), result.protocol(), model.sha256());
    }

    private static Result result(JsonNode json) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        json.path("metrics").properties().forEach(f -> metrics.put(f.getKey(), number(f.getValue())));
        Map<String, Interval> intervals = new LinkedHashMap<>();
        json.path("intervals")
                .properties()
                .forEach(f -> intervals.put(
                        f.getKey(),
                        new Interval(
                                number(f.getValue().path(0)),
                                number(f.getValue().path(1)))));
        List<String> remarks = new ArrayList<>();
        json.path("remarks").forEach(remark -> remarks.add(remark.asText()));
        return new Result(
                json.path("task").asText(),
                json.path("protocol").asText(),
                metrics,
                intervals,
                new Result.Data(
                        json.at("/data/file").asText(), json.at("/data/sha256").asText()),
                new Fingerprint(
                        json.at("/model/name").asText(),
                        json.at("/model/sha256").asText()),
                json.path("command").asText(),
                json.path("seconds").doubleValue(),
                json.path("truncated").intValue(),
                remarks,
                Detail.none());
    }

    /** A figure that was not a number is a word in JSON. */
    private static double number(JsonNode json) {
        return json.isNumber() ? json.doubleValue() : Double.NaN;
    }

    /** All that is known now; what earlier runs measured and this one has not come to, or not asked for, is kept as {@code earlier}. */
    ObjectNode json(SuiteReport report) {
        Map<String, JsonNode> earlier = new LinkedHashMap<>(known);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("suite")
                .put("name", report.suite().name())
                .put("about", report.suite().about());
        ArrayNode models = json.putArray("models");
        report.fingerprints().forEach((name, fingerprint) -> models.addObject()
                .put("name", name)
                .putObject("fingerprint")
                .put("name", fingerprint.name())
                .put("sha256", fingerprint.sha256()));
        ArrayNode results = json.putArray("results");
        ArrayNode blanks = json.putArray("blanks");
        for (SuiteTask task : report.suite().tasks()) {
            for (String model : report.models()) {
                SuiteCell cell = report.cell(task, model);
                if (cell instanceof SuiteCell.Figures figures) {
                    ObjectNode one =
                            results.addObject().put("name", task.name()).put("model", model);
                    one.put("headline", task.headline());
                    one.set("result", figures.result().toJson());
                    one.set("drawing", figures.drawing().toJson());
                    earlier.remove(key(figures.result(), figures.result().model()));
                } else if (cell instanceof SuiteCell.Blank blank) {
                    blanks.addObject()
                            .put("name", task.name())
                            .put("model", model)
                            .put("reason", blank.reason());
                }
            }
        }
        json.putArray("earlier").addAll(earlier.values());
        return json;
    }

    void write(SuiteReport report, Path file) {
        byte[] bytes = json(report).toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
    }
}
