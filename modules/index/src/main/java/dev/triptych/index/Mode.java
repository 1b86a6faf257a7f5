package dev.triptych.index;

import dev.triptych.space.TriptychException;
import java.util.Locale;

/** What decides which passages are found. */
public enum Mode {
    /** Meaning and words together. */
    HYBRID,
    /** Meaning only: nearness in the space. */
    SEMANTIC,
    /** Words only: BM25. */
    WORDS;

    /** The lower-case name that the command line uses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode with this {@link #id()}; throws {@link TriptychException} for any other word. */
    public static Mode of(String id) {
        for (Mode m : values()) {
            if (m.id().equals(id)) {
                return m;
            }
        }
        throw new TriptychException("mode", "'" + id + "'", "hybrid, semantic or words", "use one of the three");
    }
}
