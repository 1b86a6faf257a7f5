package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.space.Similarity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How two sides of right pairs lie in the space; {@code first[i]} and {@code second[i]} belong together.
 *
 * @param first {@code [pairs][width]} unit vectors
 * @param second the same of the other side
 */
record Geometry(float[][] first, float[][] second) {
    private static final int NEIGHBOURS = 10;
    /** Wang and Isola's t. */
    private static final double T = 2;

    /** All figures by name. */
    Map<String, Statistic> statistics() {
        Map<String, Statistic> all = new LinkedHashMap<>();
        all.put("gap", this::gap);
        all.put("alignment", ofPairs(i -> 2 - 2 * cosine(i, i)));
        all.put("cosine/right", ofPairs(i -> cosine(i, i)));
        all.put("cosine/random", random());
        all.put("uniformity/first", uniformity(first));
        all.put("uniformity/second", uniformity(second));
        double[] hits = occurrences(first, second);
        all.put("hubness/first_to_second", skewness(hits));
        all.put("antihubs/first_to_second", antihubs(hits));
        double[] back = occurrences(second, first);
        all.put("hubness/second_to_first", skewness(back));
        all.put("antihubs/second_to_first", antihubs(back));
        return all;
    }

    private double cosine(int i, int j) {
        return Similarity.dot(first[i], second[j]);
    }

    private Statistic ofPairs(IntToDoubleFunction value) {
        return Statistic.mean(each(value));
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, first.length).parallel().mapToDouble(value).toArray();
    }

    /** Distance of the centroids (Liang et al. 2022). */
    private double gap(int[] counts) {
        double[] sum = new double[first[0].length];
        double pairs = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                pairs += counts[i];
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += counts[i] * (first[i][d] - second[i][d]);
                }
            }
        }
        double squares = 0;
        for (double x : sum) {
            squares += x * x;
        }
        return Math.sqrt(squares) / pairs;
    }

    /** Mean cosine of all pairs that are not right. */
    private Statistic random() {
        int n = first.length;
        double[] ofItem = each(i -> {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += j == i ? 0 : cosine(i, j) + cosine(j, i);
            }
            return sum / 2 / (n - 1);
        });
        return ofPairsOfItems(ofItem);
    }

    /** Logarithm of the mean Gaussian potential of all pairs of one side (Wang and Isola 2020): the lower, the more evenly spread. */
    private Statistic uniformity(float[][] side) {
        int n = side.length;
        double[] ofItem = each(i -> {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += j == i ? 0 : Math.exp(-T * (2 - 2 * Similarity.dot(side[i], side[j])));
            }
            return sum / (n - 1);
        });
        Statistic potential = ofPairsOfItems(ofItem);
        return counts -> Math.log(Math.max(Double.MIN_NORMAL, potential.of(counts)));
    }

    /** A mean over all pairs of items. Of a resample it is the first order only (Hájek): both items of a pair vary, so the change counts twice. */
    private static Statistic ofPairsOfItems(double[] meanWithOthers) {
        Statistic mean = Statistic.mean(meanWithOthers);
        double all = IntStream.range(0, meanWithOthers.length)
                .mapToDouble(i -> meanWithOthers[i])
                .average()
                .orElse(Double.NaN);
        return counts -> all + 2 * (mean.of(counts) - all);
    }

    /** {@code [found]} for how many queries each is one of the ten nearest. */
    private static double[] occurrences(float[][] queries, float[][] found) {
        int[][] nearest = IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(q -> Ranking.order(Embedder.scores(queries[q], found)))
                .toArray(int[][]::new);
        double[] times = new double[found.length];
        for (int[] order : nearest) {
            for (int place = 0; place < Math.min(NEIGHBOURS, order.length); place++) {
                times[order[place]]++;
            }
        }
        return times;
    }

    /** Third standardised moment (Radovanović et al. 2010): above 0, a few are among the nearest of very many. */
    private static Statistic skewness(double[] values) {
        Statistic mean = Statistic.mean(values);
        return counts -> {
            double centre = mean.of(counts);
            double squares = 0;
            double cubes = 0;
            double items = 0;
            for (int i = 0; i < values.length; i++) {
                double apart = values[i] - centre;
                squares += counts[i] * apart * apart;
                cubes += counts[i] * apart * apart * apart;
                items += counts[i];
            }
            double variance = squares / items;
            return variance == 0 ? 0 : cubes / items / Math.pow(variance, 1.5);
        };
    }

    private static Statistic antihubs(double[] times) {
        return Statistic.mean(IntStream.range(0, times.length)
                .mapToDouble(i -> times[i] == 0 ? 1 : 0)
                .toArray());
    }
}
