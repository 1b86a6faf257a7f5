package dev.triptych.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Fingerprint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that can be repeated: each with its protocol, its data and its model.
 *
 * @param task the task's name on the command line, {@code sts} for instance
 * @param protocol in words, what was ranked against what and how many of each
 * @param metrics figures by name, in the order to print them; most lie between 0 and 1, correlations between -1 and 1
 * @param intervals of those figures that are means, or the like, over many items
 * @param data what was read
 * @param model which model was measured
 * @param command the command line that gives these figures again; empty if no command line asked for them
 * @param seconds wall-clock time of the whole measurement
 * @param truncated inputs of which the model saw only the beginning
 * @param remarks rows left out, and anything else that a reader of the figures should know
 * @param detail what a page draws
 */
public record Result(
        String task,
        String protocol,
        Map<String, Double> metrics,
        Map<String, Interval> intervals,
        Data data,
        Fingerprint model,
        String command,
        double seconds,
        int truncated,
        List<String> remarks,
        Detail detail) {

    /**
     * What was read.
     *
     * @param file path of the file or folder as given
     * @param sha256 lower-case hexadecimal digest of the file's bytes; of several files, of their digests one after the other
     */
    public record Data(String file, String sha256) {}

    public Result {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        remarks = List.copyOf(remarks);
    }

    /** The same with the command line that asked for it. */
    public Result withCommand(String line) {
        return new Result(task, protocol, metrics, intervals, data, model, line, seconds, truncated, remarks, detail);
    }

    /** The result as a JSON object: {@code metrics}, {@code intervals} ([low, high] by the same names), {@code protocol}, {@code data},
     * {@code model} and the rest, without the detail. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("task", task);
        ObjectNode figures = json.putObject("metrics");
        metrics.forEach(figures::put);
        ObjectNode between = json.putObject("intervals");
        intervals.forEach(
                (name, interval) -> between.putArray(name).add(interval.low()).add(interval.high()));
        json.put("protocol", protocol);
        json.putObject("data").put("file", data.file()).put("sha256", data.sha256());
        json.putObject("model").put("name", model.name()).put("sha256", model.sha256());
        json.put("command", command);
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        json.put("truncated", truncated);
        remarks.forEach(json.putArray("remarks")::add);
        return json;
    }

    /** As {@link #toJson()}, with {@code detail}: up to a few megabytes. */
    public ObjectNode toJsonWithDetail() {
        ObjectNode json = toJson();
        json.set("detail", detail.toJson());
        return json;
    }
}
