package dev.triptych.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws items anew, as many as there are, a thousand times: how much a figure hangs on the items that happen to be there. */
final class Bootstrap {
    static final int RESAMPLES = 1000;
    private static final long SEED = 0x7269707479636865L;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /** A figure of a sample of items. */
    @FunctionalInterface
    interface Statistic {
        /**
         * Its value.
         *
         * @param counts how often each item is in the sample
         */
        double of(int[] counts);

        /** The mean of a number that each item has. */
        static Statistic mean(double[] values) {
            return counts -> {
                double sum = 0;
                long items = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += counts[i] * values[i];
                    items += counts[i];
                }
                return sum / items;
            };
        }
    }

    /**
     * Values of several figures of the same items.
     *
     * @param stream makes the draws of two groups of items independent
     * @return {@code [statistics][1 + RESAMPLES]}: first the value of the items as they are, then of each resample
     */
    static double[][] values(int items, int stream, List<Statistic> statistics) {
        double[][] values = new double[statistics.size()][1 + RESAMPLES];
        IntStream.rangeClosed(0, RESAMPLES).parallel().forEach(b -> {
            int[] counts =
                    b == 0 ? ones(items) : draw(items, new SplittableRandom(SEED + (long) stream * RESAMPLES + b));
            for (int s = 0; s < values.length; s++) {
                values[s][b] = statistics.get(s).of(counts);
            }
        });
        return values;
    }

    /** From what {@link #values} gives; resamples without a value (a correlation of equal numbers) are left out. */
    static Interval interval(double[] values) {
        double[] sorted =
                Arrays.stream(values).skip(1).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
    }

    /** With linear interpolation, as numpy's default. */
    private static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static int[] ones(int items) {
        int[] counts = new int[items];
        Arrays.fill(counts, 1);
        return counts;
    }

    private static int[] draw(int items, SplittableRandom random) {
        int[] counts = new int[items];
        for (int i = 0; i < items; i++) {
            counts[random.nextInt(items)]++;
        }
        return counts;
    }
}
