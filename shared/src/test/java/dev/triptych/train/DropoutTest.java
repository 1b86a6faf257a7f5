package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int N = 20_000;

    private static float[] drop(double rate, long seed) {
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray ones = scope.ones(new Shape(100, N / 100));
            return new Dropout(rate, new SplittableRandom(seed)).of(scope, ones).toFloatArray();
        }
    }

    @Test
    void leavesOutTheRateAndKeepsTheMean() {
        double zeros = 0;
        double sum = 0;
        for (float x : drop(0.4, 1)) {
            zeros += x == 0 ? 1 : 0;
            sum += x;
        }
        assertThat(zeros / N).isBetween(0.38, 0.42);
        assertThat(sum / N).isBetween(0.96, 1.04);
    }

    @Test
    void withoutARateNothingIsLeftOut() {
        assertThat(drop(0, 1)).containsOnly(1);
    }

    @Test
    void theMaskIsAFunctionOfTheSeed() {
        assertThat(drop(0.4, 1)).isEqualTo(drop(0.4, 1)).isNotEqualTo(drop(0.4, 2));
    }
}
