package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStepsTest {
    private static final int ROWS = 50;
    private static final int WIDTH = 33;

    @TempDir
    Path folder;

    /** Rows of very different sizes, the last of zeros. */
    private static float[] matrix() {
        Random random = new Random(1);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length - WIDTH; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, (i / WIDTH) % 8 - 4));
        }
        return values;
    }

    private Weights written(Tensor... tensors) {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.write(file, List.of(tensors), DType.I8, Map.of());
        return Weights.open(folder);
    }

    @Test
    void noNumberOfAMatrixIsOffByMoreThanHalfAStepOfItsRow() {
        float[] values = matrix();
        float[] read = written(Tensor.of("m", values, ROWS, WIDTH)).floats("m", ROWS, WIDTH);
        for (int row = 0; row < ROWS; row++) {
            float largest = 0;
            for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            // Steps have the precision of float16: up to 1/1024 too large, and 2^-24 where they are very small.
            float half = largest / 127 * 0.5005f + 0x1p-25f;
            for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
                assertThat(Math.abs(read[i] - values[i])).isLessThanOrEqualTo(half);
            }
        }
    }

    @Test
    void aMatrixTakesAByteANumberAndWhatIsNoMatrixTwo() throws Exception {
        written(Tensor.of("m", matrix(), ROWS, WIDTH), Tensor.of("b", new float[100], 100));
        assertThat(Files.size(folder.resolve("model.safetensors")))
                .isBetween(ROWS * WIDTH + 2L * ROWS + 200, ROWS * WIDTH + 2L * ROWS + 200 + 512);
        assertThat(Weights.open(folder).floats("b", 100)).containsOnly(0);
    }

    @Test
    void stepsThatWereReadAreNotUnknownWeights() {
        Weights weights = written(Tensor.of("m", matrix(), ROWS, WIDTH));
        weights.floats("m", ROWS, WIDTH);
        assertThat(weights.unused()).isEmpty();
    }

    @Test
    void bytesWithoutStepsAreRefused() {
        Tensor bytes = new Tensor("m", DType.I8, new long[] {2, 2}, java.nio.ByteBuffer.allocate(4));
        SafeTensors.write(folder.resolve("model.safetensors"), List.of(bytes), DType.F16, Map.of());
        assertThatThrownBy(() -> Weights.open(folder).floats("m", 2, 2))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("I8");
    }

    @Test
    void aMatrixThatIsNotFiniteIsRefusedByNameAndRow() {
        float[] values = matrix();
        values[3 * WIDTH] = Float.NaN;
        assertThatThrownBy(() -> written(Tensor.of("m", values, ROWS, WIDTH))).hasMessageContaining("weight m, row 3");
    }
}
