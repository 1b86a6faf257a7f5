package dev.triptych.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A small piece of work, measured alone.
 *
 * @param ours inputs per second
 * @param library what does it in Python; empty if nothing does
 * @param theirs inputs per second in Python
 */
record Piece(String name, double ours, String library, OptionalDouble theirs) {
    /** What is counted. */
    String inputs() {
        return name.equals("resizing") ? "pictures" : "texts";
    }

    /** For a person. */
    String line() {
        String line = String.format(Locale.ROOT, "%-11s %10.0f %s/s", name, ours, inputs());
        return theirs.isEmpty()
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                "   %s %.0f, ours is %.2f times that",
                                library,
                                theirs.getAsDouble(),
                                ours / theirs.getAsDouble());
    }
}
