package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where the right answers of each query stand among all candidates.
 *
 * @param ranks {@code [queries][right answers]}, counted from 1, in the order in which the answers were given
 * @param firsts {@code [queries]} rank of the best placed right answer
 * @param tops {@code [queries]} the candidate that came first
 * @param bests {@code [queries]} the right answer that is placed best
 * @param scores {@code [queries]} its score
 */
record Ranked(int[][] ranks, int[] firsts, int[] tops, int[] bests, float[] scores) {

    /** The score of a candidate that was not found: as a right answer it has the last rank there is. */
    static final float NOT_FOUND = Float.NEGATIVE_INFINITY;

    /** Scores of all candidates for one query; asked for by several threads, and kept no longer than it takes to rank them. */
    @FunctionalInterface
    interface Scores {
        float[] of(int query);
    }

    /**
     * Ranks.
     *
     * @param right the right answers of a query, one at least
     */
    static Ranked of(int queries, Scores scores, IntFunction<int[]> right) {
        Ranked ranked = new Ranked(
                new int[queries][], new int[queries], new int[queries], new int[queries], new float[queries]);
        IntStream.range(0, queries).parallel().forEach(q -> ranked.put(q, scores.of(q), right.apply(q)));
        return ranked;
    }

    /** By inner products. */
    static Ranked of(float[][] queries, float[][] candidates, IntFunction<int[]> right) {
        return of(queries.length, q -> Embedder.scores(queries[q], candidates), right);
    }

    private void put(int query, float[] scored, int[] right) {
        ranks[query] = Arrays.stream(right)
                .map(r -> scored[r] == NOT_FOUND ? Integer.MAX_VALUE : Ranking.rank(scored, r))
                .toArray();
        int best = 0;
        for (int i = 1; i < right.length; i++) {
            best = ranks[query][i] < ranks[query][best] ? i : best;
        }
        firsts[query] = ranks[query][best];
        bests[query] = right[best];
        scores[query] = scored[right[best]] == NOT_FOUND ? 0 : scored[right[best]];
        tops[query] = Ranking.first(scored);
    }

    int queries() {
        return firsts.length;
    }

    /** 1 for each query with a right answer among the first {@code k}. */
    Statistic hitAt(int k) {
        return mean(q -> firsts[q] <= k ? 1 : 0);
    }

    /** Of each query the share of its right answers among the first {@code k}. */
    Statistic recallAt(int k) {
        return mean(q -> Metrics.recallAt(ranks[q], k));
    }

    /** Of each query 1/rank of the best placed right answer, or 0 behind {@code k}. */
    Statistic mrrAt(int k) {
        return mean(q -> firsts[q] <= k ? 1.0 / firsts[q] : 0);
    }

    /** The mean over queries of any other number. */
    Statistic mean(IntToDoubleFunction ofQuery) {
        return Statistic.mean(IntStream.range(0, queries()).mapToDouble(ofQuery).toArray());
    }
}
