package dev.triptych.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.triptych.space.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A batch in the memory of a chunk, with the gradients of the whole (Gao et al. 2021, GradCache): chunks are embedded without gradients; the
 * loss is taken of the embeddings, and its gradient by each of them kept; then each chunk is embedded again, with gradients, and they go back
 * through the sum of embeddings times kept gradients. The price is a second forward pass.
 *
 * <p>What is random in a chunk, its dropout, is drawn again from the same seed; augmentation was drawn when the batch was prepared.
 */
final class GradCache implements GradientPass {
    private final Embedder embedder;
    private final TaskLoss loss;
    private final int chunk;
    private final Predicate<Modality> learns;
    private final Runnable betweenPasses;

    /**
     * A pass.
     *
     * @param chunk rows of a side that are embedded at once
     * @param learns whether anything on a modality's way into the space moves
     * @param betweenPasses runs between each forward and backward, for the test that a garbage collection there changes nothing
     */
    GradCache(Embedder embedder, TaskLoss loss, int chunk, Predicate<Modality> learns, Runnable betweenPasses) {
        this.embedder = embedder;
        this.loss = loss;
        this.chunk = chunk;
        this.learns = learns;
        this.betweenPasses = betweenPasses;
    }

    @Override
    public double collect(NDManager manager, BatchPreparation.Batch batch) {
        Dropout dropout = loss.dropout(batch);
        List<float[]> embeddings = new ArrayList<>();
        for (BatchPreparation.Side side : batch.sides()) {
            embeddings.add(embedded(manager, side, dropout));
        }
        List<float[]> kept = new ArrayList<>();
        double value = kept(manager, batch, embeddings, kept);
        Dropout again = loss.dropout(batch);
        for (int i = 0; i < kept.size(); i++) {
            back(manager, batch.sides().get(i), again, kept.get(i));
        }
        return value;
    }

    /** Embeddings of a side, {@code [rows * width]}. */
    private float[] embedded(NDManager manager, BatchPreparation.Side side, Dropout dropout) {
        float[] all = {};
        for (int from = 0; from < side.size(); from += chunk) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray part = embedder.embed(scope, part(side, from), dropout, false);
                if (from == 0) {
                    all = new float[side.size() * (int) part.getShape().get(1)];
                }
                float[] rows = part.toFloatArray();
                System.arraycopy(rows, 0, all, from * (int) part.getShape().get(1), rows.length);
            }
        }
        return all;
    }

    /** The loss; its gradient by the embeddings of each side goes to {@code kept}, that by learned scale and bias to them. */
    private double kept(NDManager manager, BatchPreparation.Batch batch, List<float[]> embeddings, List<float[]> kept) {
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> leaves = new ArrayList<>();
            for (int i = 0; i < embeddings.size(); i++) {
                int rows = batch.sides().get(i).size();
                NDArray leaf = scope.create(embeddings.get(i), new Shape(rows, embeddings.get(i).length / rows));
                leaf.setRequiresGradient(true);
                leaves.add(leaf);
            }
            NDArray value;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                value = loss.of(batch, leaves);
                betweenPasses.run();
                collector.backward(value);
            }
            for (NDArray leaf : leaves) {
                try (NDArray gradient = leaf.getGradient()) {
                    kept.add(gradient.toFloatArray());
                }
            }
            return value.getFloat();
        }
    }

    private void back(NDManager manager, BatchPreparation.Side side, Dropout dropout, float[] kept) {
        if (side.taught()) {
            return;
        }
        if (!learns.test(side.modality())) {
            dropout.skip((long) side.size() * embedder.towerWidth(side));
            return;
        }
        int width = kept.length / side.size();
        for (int from = 0; from < side.size(); from += chunk) {
            BatchPreparation.Side part = part(side, from);
            float[] gradient = new float[part.size() * width];
            System.arraycopy(kept, from * width, gradient, 0, gradient.length);
            try (NDManager scope = manager.newSubManager();
                    GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray embeddings = embedder.embed(scope, part, dropout, true);
                NDArray seeds = scope.create(gradient, embeddings.getShape());
                NDArray seeded = embeddings.mul(seeds).sum();
                betweenPasses.run();
                collector.backward(seeded);
            }
        }
    }

    private BatchPreparation.Side part(BatchPreparation.Side side, int from) {
        return side.part(from, Math.min(from + chunk, side.size()));
    }
}
