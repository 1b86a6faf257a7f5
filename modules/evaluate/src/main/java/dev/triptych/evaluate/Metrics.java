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

    /**
     * As {@link #ndcgAt(double[], double[], int)}, for ranks as {@link Ranked} has them.
     *
     * @param ranks of the relevant documents, from 1
     * @param grades gain of each
     */
    static double ndcgAt(int[] ranks, double[] grades, int k) {
        double[] gains = new double[k];
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] <= k) {
                gains[ranks[i] - 1] = grades[i];
            }
        }
        double[] missed = IntStream.range(0, ranks.length)
                .filter(i -> ranks[i] > k)
                .mapToDouble(i -> grades[i])
                .toArray();
        return ndcgAt(gains, missed, k);
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

    /** Ranks from 1, the lowest first; equal values get the mean of theirs. */
    static double[] ranks(double[] values) {
        int[] once = new int[values.length];
        Arrays.fill(once, 1);
        return averageRanks(values, order(values), once);
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

    /**
     * F1 of each class, averaged by how often the class is right: {@code f1_score(average="weighted")} of scikit-learn, which is what
     * MTEB calls the F1 of bitext mining.
     *
     * @param right class of each item, from 0
     * @param predicted the class that was chosen
     */
    static Statistic weightedF1(int[] right, int[] predicted) {
        int[] ones = new int[right.length];
        Arrays.fill(ones, 1);
        Classes classes = Classes.of(right, predicted, ones);
        // An item brings its class's F1. With classes of one item, F1 of a resample would be too high: who is not drawn
        // takes nothing away.
        return Statistic.mean(Arrays.stream(right).mapToDouble(classes::f1).toArray());
    }

    /** The mean of the F1 of all classes that are right or predicted somewhere: {@code f1_score(average="macro")} of scikit-learn. */
    static Statistic macroF1(int[] right, int[] predicted) {
        return counts -> {
            Classes classes = Classes.of(right, predicted, counts);
            return IntStream.range(0, classes.right().length)
                    .filter(c -> classes.right()[c] + classes.predicted()[c] > 0)
                    .mapToDouble(classes::f1)
                    .average()
                    .orElse(Double.NaN);
        };
    }

    /** Share of items whose prediction is right. */
    static Statistic accuracy(int[] right, int[] predicted) {
        return Statistic.mean(IntStream.range(0, right.length)
                .mapToDouble(i -> right[i] == predicted[i] ? 1 : 0)
                .toArray());
    }

    /** How often each class is right, is predicted, and both. */
    private record Classes(double[] right, double[] predicted, double[] both) {
        static Classes of(int[] right, int[] predicted, int[] counts) {
            int classes = 1
                    + IntStream.concat(IntStream.of(right), IntStream.of(predicted))
                            .max()
                            .orElse(-1);
            Classes all = new Classes(new double[classes], new double[classes], new double[classes]);
            for (int i = 0; i < right.length; i++) {
                all.right[right[i]] += counts[i];
                all.predicted[predicted[i]] += counts[i];
                all.both[right[i]] += right[i] == predicted[i] ? counts[i] : 0;
            }
            return all;
        }

        double f1(int c) {
            return both[c] == 0 ? 0 : 2 * both[c] / (right[c] + predicted[c]);
        }
    }

    /**
     * V-measure with beta 1 (Rosenberg and Hirschberg 2007): the harmonic mean of homogeneity and completeness.
     *
     * @param labels class of each item, from 0
     * @param clusters cluster of each item, from 0
     */
    static Statistic vMeasure(int[] labels, int[] clusters) {
        int width = 1 + Arrays.stream(clusters).max().orElse(-1);
        int height = 1 + Arrays.stream(labels).max().orElse(-1);
        return counts -> {
            double[] joint = new double[height * width];
            double[] byLabel = new double[height];
            double[] byCluster = new double[width];
            for (int i = 0; i < labels.length; i++) {
                joint[labels[i] * width + clusters[i]] += counts[i];
                byLabel[labels[i]] += counts[i];
                byCluster[clusters[i]] += counts[i];
            }
            double ofLabels = entropy(byLabel);
            double ofClusters = entropy(byCluster);
            double shared = ofLabels + ofClusters - entropy(joint);
            double homogeneity = ofLabels == 0 ? 1 : shared / ofLabels;
            double completeness = ofClusters == 0 ? 1 : shared / ofClusters;
            double sum = homogeneity + completeness;
            return sum == 0 ? 0 : 2 * homogeneity * completeness / sum;
        };
    }

    private static double entropy(double[] counts) {
        double all = Arrays.stream(counts).sum();
        double entropy = 0;
        for (double count : counts) {
            entropy -= count == 0 ? 0 : count / all * Math.log(count / all);
        }
        return entropy;
    }

    /** Precision at the rank of each relevant document down to {@code k}, summed and divided by the number of relevant ones. */
    static double averagePrecisionAt(int[] ranksOfRelevant, int k) {
        int[] sorted = ranksOfRelevant.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length && sorted[i] <= k; i++) {
            sum += (i + 1.0) / sorted[i];
        }
        return sum / sorted.length;
    }

    static int[] order(double[] values) {
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
