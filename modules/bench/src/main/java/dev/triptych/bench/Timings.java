package dev.triptych.bench;

import java.util.List;

/**
 * How long the turns of one candidate took.
 *
 * @param seconds round by round, at least one
 */
record Timings(List<Double> seconds) {
    Timings {
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("no turn was taken");
        }
        seconds = List.copyOf(seconds);
    }

    /** Seconds of the fastest turn. */
    double best() {
        return seconds.stream().mapToDouble(s -> s).min().orElseThrow();
    }

    /** Seconds of the turn in the middle; of two, their mean. */
    double median() {
        double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
