package dev.triptych.mine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.data.Tally;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a miner saw, kept and dropped.
 *
 * @param seen pairs looked at, unreadable rows included
 * @param kept pairs written
 * @param dropped pairs left out, by reason, two examples each; with {@code kept} they add up to {@code seen}
 * @param figures what else there is to know, by name
 */
public record MineReport(int seen, int kept, Tally dropped, Map<String, Double> figures) {
    public MineReport {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The report for programs. */
    public ObjectNode toJson() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("seen", seen).put("kept", kept);
        json.set("dropped", dropped.toJson());
        ObjectNode more = json.putObject("figures");
        figures.forEach(more::put);
        return json;
    }

    /** The report for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d of %,d pairs kept%n", kept, seen));
        dropped.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        figures.forEach((name, value) ->
                text.append(String.format(Locale.ROOT, "  %s %s%n", name, Math.rint(value * 1000) / 1000)));
        return text.toString().stripTrailing();
    }
}
