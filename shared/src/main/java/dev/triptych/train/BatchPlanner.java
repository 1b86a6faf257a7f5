package dev.triptych.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        private int[] order = {};
        private int at;

        Cursor(PairSource source, int run, long seed) {
            this.source = source;
            this.run = run;
            this.random = new SplittableRandom(seed);
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
            List<Integer> all = new ArrayList<>();
            for (int i : order) {
                all.add(i);
            }
            shuffle(all);
            // Runs of one kin, in any order; the shuffle before decided who meets whom in a run.
            Map<Long, List<Integer>> open = new HashMap<>();
            List<List<Integer>> runs = new ArrayList<>();
            for (int i : all) {
                List<Integer> kin = open.computeIfAbsent(source.kin(i), k -> new ArrayList<>());
                if (kin.isEmpty() || kin.size() == run) {
                    kin = new ArrayList<>();
                    open.put(source.kin(i), kin);
                    runs.add(kin);
                }
                kin.add(i);
            }
            shuffle(runs);
            order = runs.stream()
                    .flatMap(List::stream)
                    .mapToInt(Integer::intValue)
                    .toArray();
            at = 0;
        }

        private <T> void shuffle(List<T> list) {
            for (int i = list.size() - 1; i > 0; i--) {
                Collections.swap(list, i, random.nextInt(i + 1));
            }
        }
    }
}
