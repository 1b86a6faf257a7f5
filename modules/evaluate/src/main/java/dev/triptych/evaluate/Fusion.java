package dev.triptych.evaluate;

/**
 * Merges two ways of scoring as {@code triptych search} does: by how many deviations a cosine stands out, plus the BM25 score as a part of the
 * best one (a convex combination of scores that were brought to one scale: Bruch, Gai and Ingber 2023).
 */
final class Fusion {
    /** What the best words are worth among methods, in deviations of the cosine. */
    static final float IN_CODE = 1.5f;

    /** The same among passages. */
    static final float IN_TEXT = 3;

    /** What a name of the same words is worth among methods, in deviations of the cosine. */
    static final float NAMED = 0.75f;

    private Fusion() {}

    /**
     * The scores of all candidates; one that shares no word with the query gets nothing from the words.
     *
     * @param worth of the best words
     */
    static float[] of(float[] semantic, float[] words, float worth) {
        double mean = 0;
        double squares = 0;
        float highest = 0;
        for (int i = 0; i < semantic.length; i++) {
            mean += semantic[i] / (double) semantic.length;
            highest = Math.max(highest, words[i]);
        }
        for (float cosine : semantic) {
            squares += (cosine - mean) * (cosine - mean) / semantic.length;
        }
        double deviation = squares > 0 ? Math.sqrt(squares) : 1;
        float[] sum = new float[semantic.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (semantic[i] / deviation + (highest > 0 ? worth * words[i] / highest : 0));
        }
        return sum;
    }
}
