package dev.triptych.nn;

/** How token vectors become one vector (sentence-transformers, {@code Pooling}); padding never counts. */
public enum Pooling {
    /** The average over all tokens, special ones included. */
    MEAN,
    /** The vector of the first token. */
    CLS
}
