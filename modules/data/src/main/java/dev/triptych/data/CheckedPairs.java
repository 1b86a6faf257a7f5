package dev.triptych.data;

import dev.triptych.train.PairSource;

/** Pairs whose files were looked through when they were opened, and that hold them open. */
public interface CheckedPairs extends PairSource, AutoCloseable {
    /** What was found. */
    DataReport report();

    @Override
    void close();
}
