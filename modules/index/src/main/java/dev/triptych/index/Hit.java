package dev.triptych.index;

import dev.triptych.space.Origin;
import dev.triptych.space.Passage;
import java.util.List;

/**
 * A passage that was found.
 *
 * @param passage what and where
 * @param score orders the hits of one answer, higher is better; BM25 in {@link Mode#WORDS} and if there was no vector, otherwise a reciprocal rank
 *     (at most 1/61). It cannot be compared with the scores of another answer; {@link Why#cosine} can
 * @param why what each way of searching said
 * @param like where else the same or nearly the same piece of code was found, best first
 */
public record Hit(Passage passage, double score, Why why, List<Origin> like) {

    public Hit {
        like = List.copyOf(like);
    }

    /** A hit that nothing is like. */
    public Hit(Passage passage, double score, Why why) {
        this(passage, score, why, List.of());
    }

    public Origin origin() {
        return passage.origin();
    }
}
