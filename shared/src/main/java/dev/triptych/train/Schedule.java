package dev.triptych.train;

/**
 * A linear warm-up, then what the shape says (transformers, {@code get_cosine_schedule_with_warmup} and its siblings).
 *
 * @param warmup steps until the whole rate is reached
 * @param steps of all, warm-up included
 */
public record Schedule(Shape shape, int warmup, int steps) {

    /** How the rate goes on behind the warm-up. */
    public enum Shape {
        /** Half a cosine down to zero. */
        COSINE,
        /** A straight line down to zero. */
        LINEAR,
        /** As it is. */
        CONSTANT
    }

    /** The factor on the learning rate at a step counted from 0. */
    public double factor(int step) {
        if (step < warmup) {
            return (double) step / Math.max(1, warmup);
        }
        double done = (double) (step - warmup) / Math.max(1, steps - warmup);
        return switch (shape) {
            case COSINE -> Math.max(0, 0.5 * (1 + Math.cos(Math.PI * done)));
            case LINEAR -> Math.max(0, 1 - done);
            case CONSTANT -> 1;
        };
    }
}
