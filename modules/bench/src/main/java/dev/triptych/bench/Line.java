package dev.triptych.bench;

import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param cosine of the sample's vectors with ours, the least; empty when there is nothing of ours of the same width
 */
record Line(Entry entry, Timings timings, OptionalDouble cosine) {

    /** Inputs per second in the fastest turn. */
    double best() {
        return entry.work().inputs() / timings.best();
    }

    /** Inputs per second in the middle turn. */
    double median() {
        return entry.work().inputs() / timings.median();
    }

    /** In the fastest turn; empty for pictures. */
    OptionalDouble tokensPerSecond() {
        return positive(entry.work().tokens() / timings.best());
    }

    /** GFLOP/s in the fastest turn; empty if the work is not known. */
    OptionalDouble gigaflops() {
        return positive(entry.work().flops() / timings.best() / 1e9);
    }

    private static OptionalDouble positive(double value) {
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
