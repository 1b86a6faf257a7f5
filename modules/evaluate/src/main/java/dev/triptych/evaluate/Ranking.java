package dev.triptych.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The one rule by which candidates are ranked: higher score first, equal scores by lower id.
 *
 * <p>The id knows nothing of the right answer, so a model that gives everything the same score is credited with chance and no
 * more. A candidate's id is its place in the data file.
 */
final class Ranking {
    private Ranking() {}

    /** Rank of one candidate, counted from 1. */
    static int rank(float[] scores, int candidate) {
        float own = scores[candidate];
        int before = 0;
        for (int i = 0; i < scores.length; i++) {
            before += scores[i] > own || (scores[i] == own && i < candidate) ? 1 : 0;
        }
        return before + 1;
    }

    /** The candidate that comes first. */
    static int first(float[] scores) {
        int first = 0;
        for (int i = 1; i < scores.length; i++) {
            first = scores[i] > scores[first] ? i : first;
        }
        return first;
    }

    /** All candidates, best first. */
    static int[] order(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
