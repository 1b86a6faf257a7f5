package dev.triptych.index;

import dev.triptych.space.TriptychException;

/** Holds vectors to what dot product needs: the width of the index, finite numbers, unit length. */
final class Vectors {
    /** Rounding of half precision stays well below; a vector that was never normalised does not. */
    private static final double SLACK = 5e-3;

    private Vectors() {}

    static float[] unit(float[] v, int width, String where) {
        if (v.length != width) {
            throw new TriptychException(
                    where + ": vector",
                    v.length + " numbers",
                    width + " numbers",
                    "embed it with the model of the index");
        }
        double squares = 0;
        for (float x : v) {
            squares += (double) x * x;
        }
        double length = Math.sqrt(squares);
        // Written so that NaN fails too.
        if (!(Math.abs(length - 1) <= SLACK)) {
            throw new TriptychException(
                    where + ": vector", "length " + length, "length 1", "use an encoder whose vectors are normalised");
        }
        return v;
    }
}
