package dev.triptych.train;

import dev.triptych.space.Content;
import java.util.List;

/**
 * Two contents that belong together, and what else a row of training data says of them.
 *
 * @param group pairs with the same group are never negatives of each other: captions of one photo, for instance
 * @param negatives contents of the positive's modality that look right and are wrong, {@link PairSource#negatives()} of them
 * @param targets what the objective is to reproduce, {@link PairSource#targets()} of them: a score, a teacher's scores for the positive and
 *     each negative, or a teacher's vector
 */
public record Pair(Content anchor, Content positive, long group, List<Content> negatives, List<Float> targets) {
    /** A pair alone. */
    public Pair(Content anchor, Content positive, long group) {
        this(anchor, positive, group, List.of(), List.of());
    }
}
