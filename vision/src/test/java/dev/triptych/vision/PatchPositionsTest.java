package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions are stretched to a picture of another size as PyTorch's bicubic interpolation does it without aligned corners. */
class PatchPositionsTest {
    private static final int SIDE = 4;
    private static final int WIDTH = 3;
    private static final int PATCH = 2;

    private final float[] positions = new float[(1 + SIDE * SIDE) * WIDTH];

    PatchPositionsTest() {
        Random random = new Random(1);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = random.nextFloat();
        }
    }

    @Test
    void theyAreBicubicWithTheClassTokensLeftAlone() {
        int rows = 7;
        int columns = 5;
        float[] tokens = tokens(rows, columns, SIDE);
        for (int c = 0; c < WIDTH; c++) {
            assertThat(tokens[c]).isEqualTo(positions[c]);
        }
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < WIDTH; c++) {
                    double expected = 0;
                    double atY = (y + 0.5) * SIDE / rows - 0.5;
                    double atX = (x + 0.5) * SIDE / columns - 0.5;
                    for (int i = -1; i <= 2; i++) {
                        for (int j = -1; j <= 2; j++) {
                            int row = (int) Math.floor(atY) + i;
                            int column = (int) Math.floor(atX) + j;
                            expected += cubic(atY - row) * cubic(atX - column) * at(row, column, c);
                        }
                    }
                    assertThat((double) tokens[(1 + y * columns + x) * WIDTH + c])
                            .as("row " + y + ", column " + x)
                            .isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    @Test
    void theyAreLeftAloneWhenTheSizeIsTheUsual() {
        assertThat(tokens(SIDE, SIDE, 0)).isEqualTo(positions);
    }

    private float at(int row, int column, int c) {
        int y = Math.max(0, Math.min(SIDE - 1, row));
        int x = Math.max(0, Math.min(SIDE - 1, column));
        return positions[(1 + y * SIDE + x) * WIDTH + c];
    }

    /** Keys' kernel with a = -0.75, which is PyTorch's and not Pillow's. */
    private static double cubic(double distance) {
        double a = -0.75;
        double x = Math.abs(distance);
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }

    /** What a black picture gives through weights of zero: the positions alone. */
    private float[] tokens(int rows, int columns, int stretched) {
        try (NDManager scope = Kernels.get().newManager()) {
            return Kernels.get()
                    .call(
                            "patches",
                            false,
                            List.of(
                                    scope.zeros(new Shape(1, 3, (long) rows * PATCH, (long) columns * PATCH)),
                                    scope.create((long) stretched),
                                    scope.zeros(new Shape(WIDTH, 3, PATCH, PATCH)),
                                    scope.zeros(new Shape(0)),
                                    scope.zeros(new Shape(WIDTH)),
                                    scope.create(positions, new Shape(1, 1 + SIDE * SIDE, WIDTH)),
                                    scope.zeros(new Shape(0))))
                    .toFloatArray();
        }
    }
}
