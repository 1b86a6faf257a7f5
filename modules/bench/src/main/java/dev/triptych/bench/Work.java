package dev.triptych.bench;

import java.util.stream.IntStream;

/**
 * What one turn amounts to.
 *
 * @param kind what the inputs are
 * @param inputs how many
 * @param tokens read of them, special tokens included and padding not; 0 for pictures
 * @param flops floating-point operations that the architecture needs for them, without any on padding; 0 if unknown
 */
record Work(Kind kind, int inputs, long tokens, double flops) {
    /** What is embedded; of a training, its steps. */
    enum Kind {
        TEXTS("texts"),
        PICTURES("pictures"),
        STEPS("steps");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** Texts of these lengths through a transformer. */
    static Work texts(TransformerCost cost, int inputs, int[] lengths) {
        return new Work(
                Kind.TEXTS,
                inputs,
                IntStream.of(lengths).asLongStream().sum(),
                IntStream.of(lengths).mapToDouble(cost::flops).sum());
    }
}
