package dev.triptych.bench;

import dev.triptych.nn.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a run found.
 *
 * @param inputs where they came from
 * @param peaks the machine's matrix products in GFLOP/s, by precision, in the fastest of their own turns
 */
record Report(
        Conditions conditions,
        List<String> inputs,
        Map<Precision, Double> peaks,
        List<Line> lines,
        List<LeftOut> leftOut) {
    Report {
        inputs = List.copyOf(inputs);
        lines = List.copyOf(lines);
        leftOut = List.copyOf(leftOut);
    }

    /** A line's share of the peak of its precision, from 0 to 1. */
    OptionalDouble share(Line line) {
        Double peak = peaks.get(line.entry().precision());
        OptionalDouble reached = line.gigaflops();
        return peak == null || reached.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(reached.getAsDouble() / peak);
    }
}
