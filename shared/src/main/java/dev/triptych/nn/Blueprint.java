package dev.triptych.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text transformer as its family describes it: whatever a {@code config.json} says, in one shape for all.
 *
 * @param vocabulary rows of the word table
 * @param positions the most tokens of a text; 0 if positions are not counted
 * @param offset the row of the position table for the first token
 * @param types rows of the token type table, 0 for none; all tokens are of type 0
 * @param causal whether a token sees only those before it
 * @param kinds for each layer: 0 if it sees all tokens, 1 if it sees a window
 * @param window how many tokens to each side a layer of kind 1 sees
 * @param thetas for each kind the base of the rotary angles; empty for none
 * @param relative of biases by distance
 */
record Blueprint(
        LayerSpec layers,
        LayerNames layerNames,
        Names names,
        int vocabulary,
        int positions,
        int offset,
        int types,
        boolean causal,
        List<Integer> kinds,
        int window,
        List<Double> thetas,
        @Nullable Relative relative) {

    /**
     * What the family calls the weights outside the layers; null for what it does not have.
     *
     * @param prefix before all names, if the file has it
     * @param ignored regular expressions of weights that an embedding does not need
     */
    record Names(
            String prefix,
            String words,
            @Nullable String positions,
            @Nullable String types,
            @Nullable String embeddingNorm,
            @Nullable String embeddingNormBias,
            @Nullable String finalNorm,
            @Nullable String relative,
            List<String> ignored) {}

    /** Learned biases by distance (Raffel et al. 2020): so many buckets, the last for all distances from {@code farthest} on. */
    record Relative(int buckets, int farthest) {}
}
