package dev.triptych.train;

/** A linear warm-up, then half a cosine down to zero (transformers, {@code get_cosine_schedule_with_warmup}). */
public record Schedule(int warmup, int steps) {

    /** The factor on the learning rate at a step counted from 0. */
    public double factor(int step) {
        if (step < warmup) {
            return (double) step / Math.max(1, warmup);
        }
        double done = (double) (step - warmup) / Math.max(1, steps - warmup);
        return Math.max(0, 0.5 * (1 + Math.cos(Math.PI * done)));
    }
}
