package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * An objective without false negatives: a candidate that a guide finds nearer to the anchor than the anchor's own positive, less a margin,
 * leaves the softmax; the true pair never does (Solatorio 2024; sentence-transformers' GISTEmbedLoss).
 *
 * @param objective one that heeds {@link LeftOut}
 * @param margin how far below the positive a candidate leaves already; 0 in the paper
 * @param relative whether the margin is a part of the positive's similarity (Moreira et al. 2024, NV-Retriever: 0.05)
 */
public record Guided(Objective objective, double margin, boolean relative) implements Objective {
    @Override
    public NDArray loss(Batch batch) {
        Guide guide = batch.guide()
                .orElseThrow(() -> new IllegalArgumentException("guide: found none, and guided filtering needs it"));
        return objective.loss(batch.withLeftOut(batch.leftOut().and(leftOut(guide))));
    }

    private LeftOut leftOut(Guide guide) {
        NDArray anchors = Contrast.unit(guide.anchors());
        NDArray positives = Contrast.unit(guide.positives());
        int rows = (int) anchors.getShape().get(0);
        NDManager scope = anchors.getManager();
        NDArray right = Contrast.rowProducts(anchors, positives).reshape(rows, 1);
        NDArray limit = relative ? right.sub(Contrast.times(right.abs(), margin)) : right.sub((float) margin);
        // A margin below the positive would leave the positive out as well.
        NDArray wrong = Contrast.products(anchors, positives).add(Contrast.withoutOwn(scope, rows, 1));
        return new LeftOut(
                Optional.of(above(wrong, limit)),
                Optional.of(above(Contrast.products(anchors, anchors), limit)),
                Optional.of(above(Contrast.products(positives, positives), limit)),
                guide.negatives().map(n -> above(Contrast.products(anchors, Contrast.unit(n)), limit)));
    }

    private static NDArray above(NDArray similarities, NDArray limit) {
        return Contrast.minusInfinityWhere(similarities.gt(limit));
    }
}
