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

    /** Rank of the best placed of several right answers, counted from 1. */
    static int firstRank(float[] scores, int[] relevant) {
        int best = Integer.MAX_VALUE;
        for (int candidate : relevant) {
            best = Math.min(best, rank(scores, candidate));
        }
        return best;
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
