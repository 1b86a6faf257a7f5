package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Heads;
import dev.triptych.objective.Batch;
import dev.triptych.objective.Guide;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A task's objective, given embeddings and what else is known of a batch: targets, learned scale and bias, the guide's view. */
final class TaskLoss {
    /** Dropout draws from the seed of the step, but not what its preparation drew. */
    private static final long DROPOUT = 0x5DEECE66DL;

    private final Recipe.TaskSpec task;
    private final Heads heads;
    private final Optional<Encoder<Content>> guide;

    TaskLoss(Recipe.TaskSpec task, Heads heads, Optional<Encoder<Content>> guide) {
        this.task = task;
        this.heads = heads;
        this.guide = guide;
    }

    /** The dropout of a batch, from its first mask on. */
    Dropout dropout(BatchPreparation.Batch batch) {
        return new Dropout(task.dropout(), new SplittableRandom(batch.step().seed() ^ DROPOUT));
    }

    /**
     * The loss, a scalar of the manager of the embeddings.
     *
     * @param embeddings of the batch's sides, in their order
     */
    NDArray of(BatchPreparation.Batch prepared, List<NDArray> embeddings) {
        NDManager scope = embeddings.get(0).getManager();
        Batch batch = Batch.of(embeddings.get(0), embeddings.get(1));
        if (embeddings.size() > 2) {
            batch = batch.withNegatives(embeddings.get(2));
        }
        if (prepared.targets()[0].length > 0) {
            batch = batch.withTargets(matrix(scope, prepared.targets()));
        }
        if (prepared.groups().isPresent()) {
            batch = batch.withGroups(prepared.groups().get());
        }
        Optional<NDArray> scale = heads.logScale(task.pair());
        if (scale.isPresent()) {
            batch = batch.withLogScale(scale.get());
        }
        Optional<NDArray> bias = heads.logitBias(task.pair());
        if (bias.isPresent()) {
            batch = batch.withLogitBias(bias.get());
        }
        if (guide.isPresent() && !task.objective().taughtAnchors()) {
            batch = task.objective().needs().teacher()
                    ? batch.withTargets(vectors(scope, guide.get(), prepared.anchor()))
                    : batch.withGuide(view(scope, guide.get(), prepared));
        }
        try {
            return task.objective().objective().loss(batch);
        } catch (IllegalArgumentException e) {
            throw new TriptychException("task " + task.name() + ": " + e.getMessage(), e);
        }
    }

    private static Guide view(NDManager scope, Encoder<Content> guide, BatchPreparation.Batch prepared) {
        return new Guide(
                vectors(scope, guide, prepared.anchor()),
                vectors(scope, guide, prepared.positive()),
                prepared.negative().map(n -> vectors(scope, guide, n)));
    }

    private static NDArray vectors(NDManager scope, Encoder<Content> guide, BatchPreparation.Side side) {
        return matrix(scope, guide.embed(side.contents()).vectors());
    }

    private static NDArray matrix(NDManager scope, float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return scope.create(flat, new Shape(rows.length, width));
    }
}
