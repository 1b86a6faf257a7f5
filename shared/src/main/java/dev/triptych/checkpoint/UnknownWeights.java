package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.util.List;
import java.util.function.Predicate;

/** Refuses weights that a loader did not ask for: a network that passes them over would answer something else than the published one. */
public final class UnknownWeights {
    private static final int NAMED = 5;

    private UnknownWeights() {}

    /**
     * Checks after loading.
     *
     * @param expected which of the weights may stay unused
     * @throws TriptychException if another one did; names the first few
     */
    public static void refuse(Weights weights, Predicate<String> expected) {
        List<String> unknown =
                weights.unused().stream().filter(expected.negate()).toList();
        if (!unknown.isEmpty()) {
            throw new TriptychException(
                    weights.toString(),
                    unknown.size() + " weights that the model has no place for: "
                            + String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size()))),
                    "the weights of the network that its config describes",
                    "the model's config and weights do not belong together, or this version does not know the variant");
        }
    }
}
