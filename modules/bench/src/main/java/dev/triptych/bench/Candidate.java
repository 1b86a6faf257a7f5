package dev.triptych.bench;

/** Somebody who turns the inputs of a run into vectors. Opening one loads it; it waits quietly when it is not its turn. */
interface Candidate extends AutoCloseable {
    /** How many inputs are compared with ours, from the first. */
    int SAMPLE = 8;

    Entry entry();

    /** Turns all inputs into vectors once, from the text or the file; gives seconds. */
    double turn();

    /** Unit vectors of the first {@link #SAMPLE} inputs, as the last turn made them. */
    float[][] sample();

    @Override
    void close();
}
