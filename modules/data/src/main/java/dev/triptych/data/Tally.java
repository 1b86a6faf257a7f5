package dev.triptych.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was left out: counted by reason, the first two of each named. */
public final class Tally {
    private static final int EXAMPLES = 2;

    private static final class Left {
        private int count;
        private final List<String> examples = new ArrayList<>();
    }

    private final Map<String, Left> byReason = new TreeMap<>();
    private int count;

    /**
     * Counts one.
     *
     * @param example where it stands, and what it says if that helps
     */
    public void leave(String reason, String example) {
        Left left = byReason.computeIfAbsent(reason, r -> new Left());
        left.count++;
        count++;
        if (left.examples.size() < EXAMPLES) {
            left.examples.add(example);
        }
    }

    /** All that was left out. */
    public int count() {
        return count;
    }

    /** What was left out for one reason. */
    public int count(String reason) {
        Left left = byReason.get(reason);
        return left == null ? 0 : left.count;
    }

    /** {@code {reason: {count, examples}}}. */
    public ObjectNode toJson() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        byReason.forEach((reason, left) -> {
            ObjectNode one = all.putObject(reason).put("count", left.count);
            left.examples.forEach(one.putArray("examples")::add);
        });
        return all;
    }

    /** One line for each reason, the most frequent first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        byReason.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().count))
                .forEach(e -> lines.add(String.format(
                        Locale.ROOT,
                        "left out %,7d  %s (%s%s)",
                        e.getValue().count,
                        e.getKey(),
                        String.join("; ", e.getValue().examples),
                        e.getValue().count > EXAMPLES ? "; …" : "")));
        return lines;
    }
}
