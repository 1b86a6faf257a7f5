package dev.triptych.ingest;

/** Takes frames in the order they happen. */
@FunctionalInterface
interface FrameSink {
    void accept(Frame frame);
}
