package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures and their intervals, of the whole or of groups. With groups, the mean over them is {@code name/mean} and each has its
 * {@code name/group}; the mean's interval draws anew within each group.
 */
final class Figures {
    private final Map<String, Map<String, double[]>> groups = new LinkedHashMap<>();
    private int draws;

    /** Figures of all items. */
    void add(int items, Map<String, Statistic> statistics) {
        add("", items, statistics);
    }

    /** Figures of the items of one group; every group has the same ones. */
    void add(String group, int items, Map<String, Statistic> statistics) {
        double[][] values = Bootstrap.values(items, draws++, List.copyOf(statistics.values()));
        Map<String, double[]> named = new LinkedHashMap<>();
        int next = 0;
        for (String name : statistics.keySet()) {
            named.put(name, values[next++]);
        }
        groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).putAll(named);
    }

    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        all().forEach((name, values) -> metrics.put(name, values[0]));
        return metrics;
    }

    Map<String, Interval> intervals() {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        all().forEach((name, values) -> intervals.put(name, Bootstrap.interval(values)));
        return intervals;
    }

    private Map<String, double[]> all() {
        Map<String, double[]> all = new LinkedHashMap<>();
        if (!groups.isEmpty() && !groups.containsKey("")) {
            List<Map<String, double[]>> each = new ArrayList<>(groups.values());
            for (String name : each.get(0).keySet()) {
                all.put(name + "/mean", mean(each.stream().map(g -> g.get(name)).toList()));
            }
        }
        groups.forEach((group, figures) ->
                figures.forEach((name, values) -> all.put(group.isEmpty() ? name : name + "/" + group, values)));
        return all;
    }

    private static double[] mean(List<double[]> groups) {
        double[] mean = new double[groups.get(0).length];
        for (double[] group : groups) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += group[i] / groups.size();
            }
        }
        return mean;
    }
}
