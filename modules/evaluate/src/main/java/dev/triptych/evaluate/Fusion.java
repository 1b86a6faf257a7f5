package dev.triptych.evaluate;

/** Merges two rankings by reciprocal rank (Cormack et al. 2009). */
final class Fusion {
    static final int CONSTANT = 60;

    private Fusion() {}

    /** {@code [candidates]}; a candidate that shares no word with the query gets nothing from the words. */
    static float[] of(float[] semantic, float[] words) {
        float[] sum = new float[semantic.length];
        int rank = 0;
        for (int candidate : Ranking.order(semantic)) {
            sum[candidate] += 1f / (CONSTANT + ++rank);
        }
        rank = 0;
        for (int candidate : Ranking.order(words)) {
            rank++;
            sum[candidate] += words[candidate] > 0 ? 1f / (CONSTANT + rank) : 0;
        }
        return sum;
    }
}
