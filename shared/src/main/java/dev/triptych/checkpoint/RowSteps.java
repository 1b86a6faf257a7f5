package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Matrices in one byte a number: each row has a step, its largest number divided by 127, and holds whole numbers of steps. The steps stand
 * beside the matrix as {@code NAME.row_steps}. A number is off by at most half a step.
 *
 * <p>A file that is a quarter of float32 and half of float16; what is computed with is float32.
 */
final class RowSteps {
    static final String SUFFIX = ".row_steps";

    private static final int MOST = 127;
    /** The smallest float16 above zero: a row of zeros has to have some step. */
    private static final float LEAST = 0x1p-24f;

    private RowSteps() {}

    /** Tensors as they are, but for float matrices, of which each becomes two. */
    static List<Tensor> of(List<Tensor> tensors) {
        List<Tensor> small = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (tensor.dtype().isFloat() && tensor.shape().length == 2 && tensor.size() > 0) {
                small.addAll(of(tensor));
            } else {
                small.add(tensor);
            }
        }
        return small;
    }

    private static List<Tensor> of(Tensor matrix) {
        float[] values = matrix.toFloats();
        int rows = (int) matrix.shape()[0];
        int width = values.length / rows;
        float[] steps = new float[rows];
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            if (!Float.isFinite(largest)) {
                throw new TriptychException(
                        "weight " + matrix.name() + ", row " + row,
                        String.valueOf(largest),
                        "finite numbers",
                        "the training went wrong: go back to an earlier checkpoint");
            }
            steps[row] = Math.max(LEAST, roundedUp(largest / MOST));
            for (int i = row * width; i < (row + 1) * width; i++) {
                int whole = Math.round(values[i] / steps[row]);
                bytes.put((byte) Math.max(-MOST, Math.min(MOST, whole)));
            }
        }
        return List.of(
                new Tensor(matrix.name(), DType.I8, matrix.shape(), bytes.flip()),
                Tensor.of(matrix.name() + SUFFIX, steps, rows));
    }

    /** Steps are stored in 16 bits: what is divided by has to be what is read, and 127 of it have to reach the largest number. */
    private static float roundedUp(float step) {
        short half = HalfPrecision.toFloat16(step);
        float read = HalfPrecision.fromFloat16(half);
        return read >= step ? read : HalfPrecision.fromFloat16((short) (half + 1));
    }

    /** The numbers of a matrix whose rows have these steps. */
    static float[] floats(Tensor matrix, float[] steps) {
        ByteBuffer bytes = matrix.data();
        float[] values = new float[matrix.size()];
        int width = steps.length == 0 ? 0 : values.length / steps.length;
        for (int row = 0; row < steps.length; row++) {
            for (int i = row * width; i < (row + 1) * width; i++) {
                values[i] = bytes.get(i) * steps[row];
            }
        }
        return values;
    }
}
