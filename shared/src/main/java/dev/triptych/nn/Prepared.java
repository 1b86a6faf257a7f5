package dev.triptych.nn;

/** An input in the form that a tower's network takes, made without the engine. */
public sealed interface Prepared {

    /** What it costs to run, in the tower's own unit (tokens, pictures). */
    int cost();

    /** Whether the tower sees only the beginning of the input. */
    boolean truncated();

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
