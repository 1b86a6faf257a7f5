package dev.triptych.space;

/**
 * What an encoder answers.
 *
 * @param vectors {@code [inputs][width]}, unit length, in the order of the inputs
 * @param truncated for each input whether the tower saw only its beginning
 */
public record Embeddings(float[][] vectors, boolean[] truncated) {

    /** How many inputs were cut short. */
    public int truncatedCount() {
        int n = 0;
        for (boolean t : truncated) {
            n += t ? 1 : 0;
        }
        return n;
    }
}
