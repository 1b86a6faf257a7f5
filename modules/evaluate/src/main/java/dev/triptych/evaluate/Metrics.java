package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The field's figures, as pure functions of ranks, gains or paired numbers. Ranks are counted from 1. */
public final class Metrics {
    private Metrics() {}

    /** Share of queries with at least one right answer among the first {@code k}; with one right answer each, this is recall. */
    public static double hitAt(int[] firstRanks, int k) {
        return mean(firstRanks.length, i -> firstRanks[i] <= k ? 1 : 0);
    }

    /** Share of one query's right answers that stand among the first {@code k}. */
    public static double recallAt(int[] ranksOfRelevant, int k) {
        return mean(ranksOfRelevant.length, i -> ranksOfRelevant[i] <= k ? 1 : 0);
    }

    /** Mean of 1/rank of the first right answer; a rank behind {@code k} counts 0. */
    public static double mrrAt(int[] firstRanks, int k) {
        return mean(firstRanks.length, i -> firstRanks[i] <= k ? 1.0 / firstRanks[i] : 0);
    }

    /**
     * Normalised discounted cumulative gain with linear gains, as trec_eval and BEIR compute it.
     *
     * @param gains the gain of every judged or retrieved document, best ranked first; documents that were not retrieved stand at
     *     the end or in {@code missed}
     * @param missed gains of relevant documents that were not retrieved
     */
    public static double ndcgAt(double[] gains, double[] missed, int k) {
        double[] ideal = Arrays.copyOf(gains, gains.length + missed.length);
        System.arraycopy(missed, 0, ideal, gains.length, missed.length);
        Arrays.sort(ideal);
        for (int i = 0, j = ideal.length - 1; i < j; i++, j--) {
            double swap = ideal[i];
            ideal[i] = ideal[j];
            ideal[j] = swap;
        }
        double best = dcg(ideal, k);
        return best == 0 ? 0 : dcg(gains, k) / best;
    }

    private static double dcg(double[] gains, int k) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, gains.length); i++) {
            sum += gains[i] * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    /** Spearman's rank correlation with average ranks for ties; NaN when one side has fewer than two different values. */
    public static double spearman(double[] a, double[] b) {
        int[] once = new int[a.length];
        Arrays.fill(once, 1);
        return spearmanOf(a, b).of(once);
    }

    /** As {@link #spearman} of a sample of the pairs; the values are sorted once for all samples. */
    static Statistic spearmanOf(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values against " + b.length);
        }
        int[] orderA = order(a);
        int[] orderB = order(b);
        return counts -> pearson(averageRanks(a, orderA, counts), averageRanks(b, orderB, counts), counts);
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] averageRanks(double[] values, int[] order, int[] counts) {
        double[] ranks = new double[values.length];
        double below = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            int equal = 0;
            // Compared with ==, for which -0.0 and 0.0 are a tie.
            while (end < order.length && values[order[end]] == values[order[start]]) {
                equal += counts[order[end++]];
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = below + (equal + 1) / 2.0;
            }
            below += equal;
            start = end;
        }
        return ranks;
    }

    private static double pearson(double[] a, double[] b, int[] counts) {
        double meanA = Statistic.mean(a).of(counts);
        double meanB = Statistic.mean(b).of(counts);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += counts[i] * (a[i] - meanA) * (b[i] - meanB);
            aa += counts[i] * (a[i] - meanA) * (a[i] - meanA);
            bb += counts[i] * (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double mean(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).average().orElse(Double.NaN);
    }
}
