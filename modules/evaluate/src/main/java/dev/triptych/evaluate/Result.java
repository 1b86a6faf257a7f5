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
 * @param task {@code image-text}, {@code code-search} or {@code sts}
 * @param protocol in words, what was ranked against what and how many of each
 * @param metrics figures between 0 and 1 (Spearman: -1 and 1) by name, in the order to print them
 * @param data what was read
 * @param model which model was measured
 * @param seconds wall-clock time of the whole measurement
 * @param truncated inputs of which the model saw only the beginning
 * @param remarks rows left out, and anything else that a reader of the figures should know
 */
public record Result(
        String task,
        String protocol,
        Map<String, Double> metrics,
        Data data,
        Fingerprint model,
        double seconds,
        int truncated,
        List<String> remarks) {

    /**
     * The file that was read.
     *
     * @param file its path as given
     * @param sha256 lower-case hexadecimal digest of its bytes
     */
    public record Data(String file, String sha256) {}

    public Result {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        remarks = List.copyOf(remarks);
    }

    /** The result as a JSON object: {@code metrics}, {@code protocol}, {@code data}, {@code model} and the rest. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("task", task);
        ObjectNode figures = json.putObject("metrics");
        metrics.forEach(figures::put);
        json.put("protocol", protocol);
        json.putObject("data").put("file", data.file()).put("sha256", data.sha256());
        json.putObject("model").put("name", model.name()).put("sha256", model.sha256());
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        json.put("truncated", truncated);
        remarks.forEach(json.putArray("remarks")::add);
        return json;
    }
}
