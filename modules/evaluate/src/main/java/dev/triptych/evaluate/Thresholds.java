package dev.triptych.evaluate;

import java.util.Arrays;

/**
 * Pairs that are right or wrong, and what every threshold on their score would give. Pairs of equal score are on the same side of
 * every threshold.
 */
final class Thresholds {
    private final double[] scores;
    private final boolean[] positive;
    private final int[] order;

    Thresholds(double[] scores, boolean[] positive) {
        this.scores = scores;
        this.positive = positive;
        this.order = Metrics.order(scores);
    }

    /** What is counted at and above one threshold. */
    private record At(double threshold, double truePositives, double chosen, double positives, double all) {
        double precision() {
            return truePositives / chosen;
        }

        double recall() {
            return truePositives / positives;
        }

        double f1() {
            return 2 * truePositives / (chosen + positives);
        }

        double accuracy() {
            return (all - positives - chosen + 2 * truePositives) / all;
        }
    }

    private interface Visitor {
        void at(At threshold);
    }

    /** Visits the distinct scores of the sample, the highest first. */
    private void visit(int[] counts, Visitor visitor) {
        double positives = 0;
        double all = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            positives += positive[i] ? counts[i] : 0;
        }
        double chosen = 0;
        double right = 0;
        for (int end = order.length; end > 0; ) {
            int start = end;
            double before = chosen;
            while (start > 0 && scores[order[start - 1]] == scores[order[end - 1]]) {
                int pair = order[--start];
                chosen += counts[pair];
                right += positive[pair] ? counts[pair] : 0;
            }
            if (chosen > before) {
                visitor.at(new At(scores[order[start]], right, chosen, positives, all));
            }
            end = start;
        }
    }

    /** Area under the steps of precision over recall: {@code average_precision_score} of scikit-learn. */
    double averagePrecision(int[] counts) {
        double[] sum = {0, 0};
        visit(counts, at -> {
            sum[0] += (at.recall() - sum[1]) * at.precision();
            sum[1] = at.recall();
        });
        return sum[0];
    }

    /** Share of pairs on the right side of the best threshold; it may lie above all scores. */
    double bestAccuracy(int[] counts) {
        double[] best = {Double.NaN};
        visit(counts, at -> {
            double none = (at.all() - at.positives()) / at.all();
            best[0] = Math.max(Double.isNaN(best[0]) ? none : best[0], at.accuracy());
        });
        return best[0];
    }

    /** F1 of the right pairs at the best threshold. */
    double bestF1(int[] counts) {
        double[] best = {0};
        visit(counts, at -> best[0] = Math.max(best[0], at.f1()));
        return best[0];
    }

    /** The threshold of the best F1: pairs of this score and above are taken for right. */
    double ofBestF1() {
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        double[] best = {-1, Double.NaN};
        visit(once, at -> {
            if (at.f1() > best[0]) {
                best[0] = at.f1();
                best[1] = at.threshold();
            }
        });
        return best[1];
    }
}
