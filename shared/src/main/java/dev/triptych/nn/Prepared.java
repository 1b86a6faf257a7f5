package dev.triptych.nn;

import java.util.List;

/** An input in the form that a tower's network takes, made without the engine. */
public sealed interface Prepared {

    /** What it costs to run, in the tower's own unit (tokens, pictures). */
    int cost();

    /** Whether the tower sees only the beginning of the input. */
    boolean truncated();

    /** For each of the inputs whether it was cut. */
    static boolean[] truncated(List<? extends Prepared> inputs) {
        boolean[] truncated = new boolean[inputs.size()];
        for (int i = 0; i < truncated.length; i++) {
            truncated[i] = inputs.get(i).truncated();
        }
        return truncated;
    }

    /** Token ids with the special tokens. */
    record Tokens(int[] ids, boolean truncated) implements Prepared {
        @Override
        public int cost() {
            return ids.length;
        }
    }

    /** A normalised picture, {@code [3][height][width]} in one array. */
    record Pixels(float[] values, int height, int width) implements Prepared {
        @Override
        public int cost() {
            return 1;
        }

        @Override
        public boolean truncated() {
            return false;
        }
    }

    /** What a frozen tower has already answered: it goes straight to the adapter. */
    record Features(float[] values, boolean truncated) implements Prepared {
        @Override
        public int cost() {
            return 1;
        }
    }
}
