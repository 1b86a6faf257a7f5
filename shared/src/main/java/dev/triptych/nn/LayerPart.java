package dev.triptych.nn;

import java.util.Locale;

/** The weighted parts of a transformer layer in the order in which the kernel takes them, each as a weight and a bias. */
public enum LayerPart {
    /** Before attention, or behind it where norms come last. */
    NORM_1,
    /** Query alone, or query, key and value in one if there is no {@link #KEY}. */
    QUERY,
    KEY,
    VALUE,
    QUERY_NORM,
    KEY_NORM,
    OUT,
    /** Factors for what attention adds (layer scale). */
    SCALE_1,
    NORM_2,
    /** The first layer of the feed-forward block; with a gated one and no {@link #GATE} the gate comes first in the same weight. */
    UP,
    GATE,
    DOWN,
    /** Factors for what the feed-forward block adds. */
    SCALE_2;

    /** The lower-case name that recipes use. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the part is a matrix that a product is taken with. */
    public boolean linear() {
        return switch (this) {
            case QUERY, KEY, VALUE, OUT, UP, GATE, DOWN -> true;
            case NORM_1, NORM_2, QUERY_NORM, KEY_NORM, SCALE_1, SCALE_2 -> false;
        };
    }
}
