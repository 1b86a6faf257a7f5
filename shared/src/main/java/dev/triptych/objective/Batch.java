package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * The embeddings of one batch of pairs and what is known of them; row i of the anchors belongs to row i of the positives. Embeddings need not
 * have unit length.
 *
 * @param anchors {@code [batch, width]}
 * @param positives {@code [batch, width]}
 * @param negatives hard negatives, {@code [batch * n, width]}: row {@code i * n + k} is anchor i's k-th
 * @param targets what to reproduce, {@code [batch, t]}: a score per pair, a teacher's scores of the candidates, or a teacher's vectors
 * @param logScale the natural logarithm of the logit scale, a scalar parameter of the model; for objectives that learn it
 * @param logitBias what is added to scaled cosines, a scalar parameter of the model; for SigLIP
 * @param guide what another model makes of the same contents; for {@link Guided}
 * @param leftOut candidates that are no negatives although they stand in the batch
 */
public record Batch(
        NDArray anchors,
        NDArray positives,
        Optional<NDArray> negatives,
        Optional<NDArray> targets,
        Optional<NDArray> logScale,
        Optional<NDArray> logitBias,
        Optional<Guide> guide,
        LeftOut leftOut) {

    /** @throws IllegalArgumentException if the shapes do not belong together */
    public Batch {
        Shape shape = anchors.getShape();
        check(shape.dimension() == 2 && shape.get(0) > 0, "anchors", shape, "[batch, width]");
        check(positives.getShape().equals(shape), "positives", positives.getShape(), shape);
        negatives.ifPresent(n -> {
            Shape found = n.getShape();
            boolean right = found.dimension() == 2 && found.get(0) % shape.get(0) == 0 && found.get(0) > 0;
            check(right && found.get(1) == shape.get(1), "negatives", found, shape + ", or a multiple of its rows");
        });
        targets.ifPresent(t -> check(
                t.getShape().dimension() == 2 && t.getShape().get(0) == shape.get(0),
                "targets",
                t.getShape(),
                "[" + shape.get(0) + ", any]"));
        logScale.ifPresent(s -> check(s.size() == 1, "logScale", s.getShape(), "one value"));
        logitBias.ifPresent(b -> check(b.size() == 1, "logitBias", b.getShape(), "one value"));
        guide.ifPresent(g -> check(
                g.anchors().getShape().get(0) == shape.get(0),
                "guide",
                g.anchors().getShape(),
                shape));
    }

    static void check(boolean right, String field, Object found, Object expected) {
        if (!right) {
            throw new IllegalArgumentException(field + ": found " + found + ", expected " + expected);
        }
    }

    /** Pairs alone. */
    public static Batch of(NDArray anchors, NDArray positives) {
        return new Batch(
                anchors,
                positives,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LeftOut.NONE);
    }

    /** Number of pairs. */
    public int size() {
        return (int) anchors.getShape().get(0);
    }

    /** Numbers per embedding. */
    public int width() {
        return (int) anchors.getShape().get(1);
    }

    /** Hard negatives of each anchor. */
    public int negativesEach() {
        return negatives.map(n -> (int) n.getShape().get(0) / size()).orElse(0);
    }

    /** The same batch with other embeddings of the same contents. */
    Batch with(NDArray otherAnchors, NDArray otherPositives, Optional<NDArray> otherNegatives) {
        return new Batch(otherAnchors, otherPositives, otherNegatives, targets, logScale, logitBias, guide, leftOut);
    }

    public Batch withNegatives(NDArray hardNegatives) {
        return with(anchors, positives, Optional.of(hardNegatives));
    }

    public Batch withTargets(NDArray toReproduce) {
        return new Batch(anchors, positives, negatives, Optional.of(toReproduce), logScale, logitBias, guide, leftOut);
    }

    public Batch withLogScale(NDArray parameter) {
        return new Batch(anchors, positives, negatives, targets, Optional.of(parameter), logitBias, guide, leftOut);
    }

    public Batch withLogitBias(NDArray parameter) {
        return new Batch(anchors, positives, negatives, targets, logScale, Optional.of(parameter), guide, leftOut);
    }

    public Batch withGuide(Guide vectors) {
        return new Batch(anchors, positives, negatives, targets, logScale, logitBias, Optional.of(vectors), leftOut);
    }

    public Batch withLeftOut(LeftOut candidates) {
        return new Batch(anchors, positives, negatives, targets, logScale, logitBias, guide, candidates);
    }

    /**
     * Pairs of the same group are not negatives of each other: two captions of one photo, two texts of one method.
     *
     * @param groups a group's number for each pair
     */
    public Batch withGroups(long... groups) {
        check(groups.length == size(), "groups", groups.length, size());
        return withLeftOut(leftOut.and(LeftOut.ofGroups(anchors.getManager(), groups)));
    }
}
