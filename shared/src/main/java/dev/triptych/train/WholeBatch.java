package dev.triptych.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/** All sides in one graph. */
final class WholeBatch implements GradientPass {
    private final Embedder embedder;
    private final TaskLoss loss;
    private final Runnable betweenPasses;

    /**
     * A pass.
     *
     * @param betweenPasses runs between forward and backward, for the test that a garbage collection there changes nothing
     */
    WholeBatch(Embedder embedder, TaskLoss loss, Runnable betweenPasses) {
        this.embedder = embedder;
        this.loss = loss;
        this.betweenPasses = betweenPasses;
    }

    @Override
    public double collect(NDManager manager, BatchPreparation.Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray value;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                Dropout dropout = loss.dropout(batch);
                List<NDArray> embeddings = new ArrayList<>();
                for (BatchPreparation.Side side : batch.sides()) {
                    embeddings.add(embedder.embed(scope, side, dropout, true));
                }
                value = loss.of(batch, embeddings);
                betweenPasses.run();
                collector.backward(value);
            }
            return value.getFloat();
        }
    }
}
