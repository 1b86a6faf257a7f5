package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Heads;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes one side of a batch into the space: tower, dropout, adapter and projection. */
final class Embedder {
    private final Map<Modality, Tower> towers;
    private final Heads heads;
    private final BatchPreparation preparation;
    private final Optional<Encoder<Content>> teacher;

    Embedder(Map<Modality, Tower> towers, Heads heads, BatchPreparation preparation) {
        this(towers, heads, preparation, Optional.empty());
    }

    /** As above; the teacher answers for sides that are taught. */
    Embedder(
            Map<Modality, Tower> towers,
            Heads heads,
            BatchPreparation preparation,
            Optional<Encoder<Content>> teacher) {
        this.towers = towers;
        this.heads = heads;
        this.preparation = preparation;
        this.teacher = teacher;
    }

    /** Numbers per vector of a side's tower, each of which draws from the dropout. */
    int towerWidth(BatchPreparation.Side side) {
        return tower(side.modality()).width();
    }

    /**
     * Embeds a side.
     *
     * @param scope owns everything and stays open until the backward pass is over
     * @param train whether gradients are to flow
     * @return unit vectors {@code [rows, width]}
     */
    NDArray embed(NDManager scope, BatchPreparation.Side side, Dropout dropout, boolean train) {
        if (side.taught()) {
            return answers(scope, side);
        }
        Tower tower = tower(side.modality());
        NDArray vectors = preparation.frozen(side.modality())
                ? features(scope, tower, side)
                : LengthBuckets.forward(tower, scope, side.inputs(), train);
        NDArray dropped = dropout.of(scope, vectors);
        return tower.inSpace() ? dropped : heads.forward(dropped, side.modality(), train);
    }

    /** What the teacher answers; nothing of it learns. */
    private NDArray answers(NDManager scope, BatchPreparation.Side side) {
        float[][] rows = teacher.orElseThrow().embed(side.contents()).vectors();
        return scope.create(rows);
    }

    /**
     * What the frozen tower answers. A content is asked alone, and once: in a batch its last bits would depend on its neighbours, and a
     * run that was resumed would differ from one that was not.
     */
    private NDArray features(NDManager scope, Tower tower, BatchPreparation.Side side) {
        int width = tower.width();
        float[] all = new float[side.size() * width];
        for (int i = 0; i < side.size(); i++) {
            Content content = side.contents().get(i);
            Prepared input = side.inputs().get(i);
            if (!(input instanceof Prepared.Features)) {
                input = preparation.answer(side.modality(), content, input).orElse(input);
            }
            if (!(input instanceof Prepared.Features)) {
                try (NDManager brief = scope.newSubManager()) {
                    float[] answer = tower.forward(brief, List.of(input), false).toFloatArray();
                    Prepared.Features features = new Prepared.Features(answer, input.truncated());
                    preparation.remember(side.modality(), content, input, features);
                    input = features;
                }
            }
            System.arraycopy(((Prepared.Features) input).values(), 0, all, i * width, width);
        }
        return scope.create(all, new Shape(side.size(), width));
    }

    private Tower tower(Modality modality) {
        Tower tower = towers.get(modality);
        if (tower == null) {
            throw new IllegalStateException("no tower for " + modality);
        }
        return tower;
    }
}
