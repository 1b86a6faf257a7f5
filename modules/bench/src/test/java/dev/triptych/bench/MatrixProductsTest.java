package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel behind the peak computes what it is timed for. */
class MatrixProductsTest {
    private static float[] products(int times, boolean half) {
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray a = scope.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
            NDArray b = scope.create(new float[] {0.1f, 1, 1, 0}, new Shape(2, 2));
            return Kernels.get()
                    .call(
                            "products",
                            false,
                            List.of(a, b, Kernels.scalar(scope, times), Kernels.scalar(scope, half ? 1 : 0)))
                    .toFloatArray();
        }
    }

    @Test
    void productIsMadeAsOftenAsAsked() {
        // (1 2) b = (2.1, 1); (2.1, 1) b = (1.21, 2.1)
        assertThat(products(1, false)).containsExactly(new float[] {2.1f, 1}, within(1e-6f));
        assertThat(products(2, false)).containsExactly(new float[] {1.21f, 2.1f}, within(1e-6f));
    }

    @Test
    void halfPrecisionRoundsToEightBits() {
        float[] rounded = products(1, true);
        assertThat(rounded[0]).isNotEqualTo(2.1f).isCloseTo(2.1f, within(0.01f));
    }
}
