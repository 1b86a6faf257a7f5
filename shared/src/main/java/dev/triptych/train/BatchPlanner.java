package dev.triptych.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Says which task each step trains and which pairs its batch holds.
 *
 * <p>The plan is a function of the seed alone, so a resumed run walks through the same batches by replaying it.
 */
final class BatchPlanner {
    /** One step: the task, the positions of its pairs, and a seed for whatever is drawn while they are prepared. */
    record Step(int number, int task, int[] pairs, long seed) {}

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final List<PairSource> sources;
    private final int[] batchSizes;
    private final double[] weights;
    private final long seed;
    private final List<Cursor> cursors = new ArrayList<>();
    private int next;

    BatchPlanner(List<PairSource> sources, int[] batchSizes, double[] weights, long seed) {
        this.sources = sources;
        this.batchSizes = batchSizes;
        this.weights = weights;
        this.seed = seed;
        for (int t = 0; t < sources.size(); t++) {
            cursors.add(new Cursor(sources.get(t), Math.max(1, batchSizes[t] / 2), seed ^ (GOLDEN * (t + 1))));
        }
    }

    Step next() {
        SplittableRandom random = new SplittableRandom(seed + GOLDEN * (next + 1L));
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double at = random.nextDouble() * total;
        int task = 0;
        while (task < weights.length - 1 && at >= weights[task]) {
            at -= weights[task++];
        }
        int wanted = Math.min(batchSizes[task], sources.get(task).size());
        return new Step(next++, task, cursors.get(task).take(wanted), random.nextLong());
    }

    /** Walks through shuffled epochs of one source; a pair whose group is in the batch already waits for the next batch. */
    private static final class Cursor {
        private final PairSource source;
        private final int run;
        private final SplittableRandom random;
        private final List<Integer> waiting = new ArrayList<>();
        private final Kin kin;
        private int[] order = {};
        private int at;

        Cursor(PairSource source, int run, long seed) {
            this.source = source;
            this.run = run;
            this.random = new SplittableRandom(seed);
            this.kin = Kin.of(source);
        }

        int[] take(int wanted) {
            List<Integer> batch = new ArrayList<>();
            Set<Long> groups = new HashSet<>();
            List<Integer> before = new ArrayList<>(waiting);
            waiting.clear();
            for (int i : before) {
                add(i, wanted, batch, groups);
            }
            // A source may have fewer groups than the batch is large: one epoch of looking is enough.
            for (int looked = 0; batch.size() < wanted && looked <= source.size(); looked++) {
                if (at == order.length) {
                    shuffle();
                }
                add(order[at++], wanted, batch, groups);
            }
            return batch.stream().mapToInt(Integer::intValue).toArray();
        }

        private void add(int pair, int wanted, List<Integer> batch, Set<Long> groups) {
            if (batch.size() < wanted && (groups.add(source.group(pair)) || source.together())) {
                batch.add(pair);
            } else if (waiting.size() < wanted) {
                waiting.add(pair);
            }
        }

        private void shuffle() {
            if (order.length == 0) {
                order = new int[source.size()];
                for (int i = 0; i < order.length; i++) {
                    order[i] = i;
                }
            }
            shuffle(order);
            order = inRuns();
            at = 0;
        }

        /** The same pairs in runs of one kin, in any order; the shuffle before decided who meets whom in a run. */
        private int[] inRuns() {
            int[] open = new int[kin.count()];
            Arrays.fill(open, -1);
            int[] runOf = new int[order.length];
            // There are no more runs than full ones, and one begun for each kin.
            int[] sizes = new int[order.length / run + kin.count()];
            int runs = 0;
            for (int i = 0; i < order.length; i++) {
                int k = kin.of(order[i]);
                if (open[k] < 0 || sizes[open[k]] == run) {
                    open[k] = runs++;
                }
                sizes[open[k]]++;
                runOf[i] = open[k];
            }
            int[] shuffled = new int[runs];
            for (int r = 0; r < runs; r++) {
                shuffled[r] = r;
            }
            shuffle(shuffled);
            int[] places = new int[runs];
            int place = 0;
            for (int r : shuffled) {
                places[r] = place;
                place += sizes[r];
            }
            int[] sorted = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[places[runOf[i]]++] = order[i];
            }
            return sorted;
        }

        private void shuffle(int[] numbers) {
            for (int i = numbers.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int kept = numbers[i];
                numbers[i] = numbers[other];
                numbers[other] = kept;
            }
        }
    }

    /** The kin of each pair as a number from 0; without numbers, all are of one. */
    private record Kin(int[] numbers, int count) {
        static Kin of(PairSource source) {
            long[] all = new long[source.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = source.kin(i);
            }
            long[] known = all.clone();
            Arrays.sort(known);
            int count = 0;
            for (int i = 0; i < known.length; i++) {
                if (i == 0 || known[i] != known[i - 1]) {
                    known[count++] = known[i];
                }
            }
            if (count < 2) {
                return new Kin(new int[0], 1);
            }
            int[] numbers = new int[all.length];
            for (int i = 0; i < all.length; i++) {
                numbers[i] = Arrays.binarySearch(known, 0, count, all[i]);
            }
            return new Kin(numbers, count);
        }

        int of(int pair) {
            return numbers.length == 0 ? 0 : numbers[pair];
        }
    }
}
