package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.space.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Splits inputs of different lengths into batches of like length, so that little is computed on padding; keeps the order given. */
public final class LengthBuckets {
    /** Tokens of a batch, padding included, that keep two cores busy while a layer's activations still fit the cache. */
    public static final int TOKENS = 4096;

    /** Tokens from which on the products of a layer run at full speed. */
    private static final int BUSY = 768;

    private LengthBuckets() {}

    /**
     * Plans batches: inputs sorted by cost, cut where the padded cost (longest × count) would pass the budget.
     *
     * @return positions of the inputs, batch by batch, long ones first
     */
    public static List<List<Integer>> plan(List<Prepared> inputs, int budget) {
        List<Integer> order = IntStream.range(0, inputs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -inputs.get(i).cost())
                        .thenComparingInt(i -> i))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        int longest = 0;
        for (int i : order) {
            if (open.isEmpty()) {
                longest = Math.max(1, inputs.get(i).cost());
            } else if ((long) longest * (open.size() + 1) > budget
                    || wasteful(longest, open.size(), inputs.get(i).cost())) {
                batches.add(open);
                open = new ArrayList<>();
                longest = Math.max(1, inputs.get(i).cost());
            }
            open.add(i);
        }
        if (!open.isEmpty()) {
            batches.add(open);
        }
        return batches;
    }

    /** Whether a batch that keeps the cores busy as it is would pad a shorter input by a quarter. */
    private static boolean wasteful(int longest, int count, int cost) {
        return (long) longest * count >= BUSY && 5L * cost < 4L * longest;
    }

    /**
     * Runs a network over inputs of any lengths, a batch at a time. Native memory is freed before it returns.
     *
     * @param network makes {@code [batch, width]} of a batch, in the scope given
     * @return {@code [inputs][width]} in the order given
     * @throws java.util.concurrent.CancellationException if the thread is interrupted between two batches
     */
    public static float[][] vectors(
            List<? extends Prepared> inputs, int budget, BiFunction<NDManager, List<Prepared>, NDArray> network) {
        List<Prepared> all = List.copyOf(inputs);
        float[][] vectors = new float[all.size()][];
        int done = 0;
        for (List<Integer> batch : plan(all, budget)) {
            Interruption.check(done, vectors.length);
            try (NDManager scope = Kernels.get().newManager()) {
                float[] flat = network.apply(scope, batch.stream().map(all::get).toList())
                        .toFloatArray();
                int width = flat.length / batch.size();
                for (int j = 0; j < batch.size(); j++) {
                    vectors[batch.get(j)] = Arrays.copyOfRange(flat, j * width, (j + 1) * width);
                }
            }
            done += batch.size();
        }
        return vectors;
    }

    /**
     * Runs a tower over inputs of any lengths in one graph.
     *
     * @param scope owns everything and stays open until the backward pass is over
     * @return {@code [inputs, width]} in the order given
     */
    public static NDArray forward(Tower tower, NDManager scope, List<Prepared> inputs, boolean train) {
        List<List<Integer>> batches = plan(inputs, tower.budget());
        List<NDArray> parts = new ArrayList<>();
        long[] back = new long[inputs.size()];
        int row = 0;
        for (List<Integer> batch : batches) {
            parts.add(tower.forward(scope, batch.stream().map(inputs::get).toList(), train));
            for (int i : batch) {
                back[i] = row++;
            }
        }
        NDArray order = scope.create(back, new Shape(back.length));
        return Kernels.get().call("rows", train, List.of(order), parts);
    }
}
