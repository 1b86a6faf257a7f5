package dev.triptych.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Lloyd's k-means from the seeds of k-means++ (Arthur and Vassilvitskii 2007), the best of a few starts; the same seed gives the same clusters. */
final class KMeans {
    private static final int STARTS = 4;
    private static final int MOST_ROUNDS = 100;
    private static final long SEED = 1;

    private final float[][] items;
    private final double[][] centres;
    private final int[] nearest;
    private final double[] distances;

    private KMeans(float[][] items, int k, SplittableRandom random) {
        this.items = items;
        this.centres = new double[k][];
        this.nearest = new int[items.length];
        this.distances = new double[items.length];
        seed(random);
    }

    /** {@code [items]} the cluster of each, from 0; {@code k} of at most as many as there are items. */
    static int[] clusters(float[][] items, int k) {
        SplittableRandom random = new SplittableRandom(SEED);
        KMeans best = new KMeans(items, k, random);
        double least = best.settle();
        for (int start = 1; start < STARTS; start++) {
            KMeans other = new KMeans(items, k, random);
            double sum = other.settle();
            if (sum < least) {
                least = sum;
                best = other;
            }
        }
        return best.nearest;
    }

    /** Each next centre is an item, drawn by the squared distance to the centres there are. */
    private void seed(SplittableRandom random) {
        centres[0] = asDoubles(items[random.nextInt(items.length)]);
        for (int i = 0; i < items.length; i++) {
            distances[i] = distance(items[i], centres[0]);
        }
        for (int c = 1; c < centres.length; c++) {
            double left = random.nextDouble()
                    * IntStream.range(0, items.length)
                            .mapToDouble(i -> distances[i])
                            .sum();
            int drawn = -1;
            while (left >= 0 && drawn < items.length - 1) {
                left -= distances[++drawn];
            }
            centres[c] = asDoubles(items[drawn]);
            for (int i = 0; i < items.length; i++) {
                distances[i] = Math.min(distances[i], distance(items[i], centres[c]));
            }
        }
    }

    /** Until nobody changes the cluster; gives the sum of squared distances. */
    private double settle() {
        assign();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int[] before = nearest.clone();
            move();
            assign();
            if (Arrays.equals(before, nearest)) {
                break;
            }
        }
        return IntStream.range(0, items.length).mapToDouble(i -> distances[i]).sum();
    }

    private void assign() {
        IntStream.range(0, items.length).parallel().forEach(i -> {
            distances[i] = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double distance = distance(items[i], centres[c]);
                if (distance < distances[i]) {
                    distances[i] = distance;
                    nearest[i] = c;
                }
            }
        });
    }

    /** Centres go to the mean of their items; one without items stays. */
    private void move() {
        double[][] sums = new double[centres.length][items[0].length];
        int[] counts = new int[centres.length];
        for (int i = 0; i < items.length; i++) {
            counts[nearest[i]]++;
            for (int d = 0; d < items[i].length; d++) {
                sums[nearest[i]][d] += items[i][d];
            }
        }
        for (int c = 0; c < centres.length; c++) {
            if (counts[c] > 0) {
                for (int d = 0; d < sums[c].length; d++) {
                    sums[c][d] /= counts[c];
                }
                centres[c] = sums[c];
            }
        }
    }

    private static double distance(float[] item, double[] centre) {
        double sum = 0;
        for (int d = 0; d < item.length; d++) {
            double apart = item[d] - centre[d];
            sum += apart * apart;
        }
        return sum;
    }

    private static double[] asDoubles(float[] item) {
        return IntStream.range(0, item.length).mapToDouble(d -> item[d]).toArray();
    }
}
