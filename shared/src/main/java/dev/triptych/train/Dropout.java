package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;

/**
 * Leaves out numbers at random and scales the others up, so that the mean stays (Srivastava et al. 2014). Its masks are drawn on the
 * Java side: they are a function of the seed, whatever else the engine drew before, and of the row, however rows are cut into chunks.
 */
record Dropout(double rate, SplittableRandom random) {

    /**
     * Applies a new mask.
     *
     * @param scope owns the mask, and has to stay open until the backward pass is over
     */
    NDArray of(NDManager scope, NDArray values) {
        if (rate == 0) {
            return values;
        }
        float[] mask = new float[(int) values.size()];
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextDouble() < rate ? 0 : kept;
        }
        return values.mul(scope.create(mask, values.getShape()));
    }

    /** Draws what {@link #of} would draw for so many numbers. */
    void skip(long numbers) {
        for (long i = 0; rate > 0 && i < numbers; i++) {
            random.nextDouble();
        }
    }
}
