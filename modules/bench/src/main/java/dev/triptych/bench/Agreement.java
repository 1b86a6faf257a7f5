package dev.triptych.bench;

import dev.triptych.space.Similarity;
import java.util.OptionalDouble;

/** Whether two compute the same thing. */
final class Agreement {
    private Agreement() {}

    /** The least cosine of vectors at the same places; empty if there are none or their widths differ. */
    static OptionalDouble least(float[][] ours, float[][] theirs) {
        if (ours.length == 0 || ours.length != theirs.length) {
            return OptionalDouble.empty();
        }
        double least = 1;
        for (int i = 0; i < ours.length; i++) {
            if (ours[i].length != theirs[i].length) {
                return OptionalDouble.empty();
            }
            least = Math.min(least, Similarity.cosine(ours[i], theirs[i]));
        }
        return OptionalDouble.of(least);
    }
}
