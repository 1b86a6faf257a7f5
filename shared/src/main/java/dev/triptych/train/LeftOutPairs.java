package dev.triptych.train;

import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs of a run that are left out of their batches, because a picture has a good header and damaged pixels: counted by task, the first two
 * named, and limited as bad rows are.
 */
final class LeftOutPairs {
    private static final int EXAMPLES = 2;

    /** Why, by task and pair. */
    private final Map<String, Map<Integer, String>> byTask = new TreeMap<>();

    /**
     * A batch was made without these pairs.
     *
     * @throws TriptychException if they have become more than the source lets be
     */
    void add(String task, PairSource source, Map<Integer, String> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        Map<Integer, String> all = byTask.computeIfAbsent(task, t -> new TreeMap<>());
        all.putAll(pairs);
        if (all.size() > source.maxBad() * source.size()) {
            throw new TriptychException(
                    "task " + task,
                    String.format(
                            Locale.ROOT,
                            "%,d pairs of %,d with pictures that cannot be decoded: %s",
                            all.size(),
                            source.size(),
                            examples(all)),
                    String.format(Locale.ROOT, "at most %.2f%% (max_bad)", 100 * source.maxBad()),
                    "mend the pictures and go on with --resume, or raise max_bad and begin again");
        }
    }

    /** How many there are, over all tasks. */
    int count() {
        return byTask.values().stream().mapToInt(Map::size).sum();
    }

    /** A line for each task that has some. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byTask.forEach((task, pairs) -> lines.add(String.format(
                Locale.ROOT,
                "%s: left out %,d pairs with pictures that cannot be decoded (%s)",
                task,
                pairs.size(),
                examples(pairs))));
        return lines;
    }

    private static String examples(Map<Integer, String> pairs) {
        return String.join("; ", pairs.values().stream().limit(EXAMPLES).toList())
                + (pairs.size() > EXAMPLES ? "; …" : "");
    }
}
