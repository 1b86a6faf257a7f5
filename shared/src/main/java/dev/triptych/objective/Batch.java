package dev.triptych.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * The embeddings of one batch of pairs; row i of the anchors belongs to row i of the positives. They need not have unit length.
 *
 * @param anchors {@code [batch, width]}
 * @param positives {@code [batch, width]}
 * @param negatives hard negatives, {@code [any, width]}: wrong for every anchor
 * @param logScale the natural logarithm of the logit scale, a scalar parameter of the model; for objectives that learn it
 * @param notNegatives {@code [batch][batch]}: true where positive j is right for anchor i as well, so that it leaves i's softmax; the diagonal
 *     does not matter
 */
public record Batch(
        NDArray anchors,
        NDArray positives,
        Optional<NDArray> negatives,
        Optional<NDArray> logScale,
        Optional<boolean[][]> notNegatives) {

    /** @throws IllegalArgumentException if the shapes do not belong together */
    public Batch {
        Shape shape = anchors.getShape();
        check(shape.dimension() == 2 && shape.get(0) > 0, "anchors", shape, "[batch, width]");
        check(positives.getShape().equals(shape), "positives", positives.getShape(), shape);
        negatives.ifPresent(n -> check(
                n.getShape().dimension() == 2 && n.getShape().get(1) == shape.get(1),
                "negatives",
                n.getShape(),
                "[any, " + shape.get(1) + "]"));
        logScale.ifPresent(s -> check(s.size() == 1, "logScale", s.getShape(), "one value"));
        notNegatives.ifPresent(rows -> {
            check(rows.length == shape.get(0), "notNegatives", rows.length + " rows", shape.get(0));
            for (boolean[] row : rows) {
                check(row.length == shape.get(0), "notNegatives", "a row of " + row.length, shape.get(0));
            }
        });
    }

    private static void check(boolean right, String field, Object found, Object expected) {
        if (!right) {
            throw new IllegalArgumentException(field + ": found " + found + ", expected " + expected);
        }
    }

    /** Pairs alone. */
    public static Batch of(NDArray anchors, NDArray positives) {
        return new Batch(anchors, positives, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Batch withNegatives(NDArray hardNegatives) {
        return new Batch(anchors, positives, Optional.of(hardNegatives), logScale, notNegatives);
    }

    public Batch withLogScale(NDArray parameter) {
        return new Batch(anchors, positives, negatives, Optional.of(parameter), notNegatives);
    }

    /**
     * Pairs of the same group are not negatives of each other: two captions of one photo, two texts of one method.
     *
     * @param groups a group's number for each pair
     */
    public Batch withGroups(long... groups) {
        boolean[][] same = new boolean[groups.length][groups.length];
        for (int i = 0; i < groups.length; i++) {
            for (int j = 0; j < groups.length; j++) {
                same[i][j] = i != j && groups[i] == groups[j];
            }
        }
        return new Batch(anchors, positives, negatives, logScale, Optional.of(same));
    }
}
