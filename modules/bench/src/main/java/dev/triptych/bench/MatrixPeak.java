package dev.triptych.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Precision;
import java.util.List;
import java.util.Random;

/**
 * The most floating-point operations per second that this machine's matrix product reaches in a precision, through our engine.
 *
 * <p>Square matrices of 2,048: large enough to hide the call, small enough to stay in a second.
 */
final class MatrixPeak implements AutoCloseable {
    static final int SIZE = 2048;
    private static final int PRODUCTS = 2;

    private final Precision precision;
    private final NDManager manager = Kernels.get().newManager();
    private final NDArray left;
    private final NDArray right;

    MatrixPeak(Precision precision) {
        this.precision = precision;
        this.left = matrix(1);
        this.right = matrix(2);
    }

    /** Random numbers whose products keep their size, so that none becomes zero or infinite, which some processors do faster or slower. */
    private NDArray matrix(long seed) {
        Random random = new Random(seed);
        float[] values = new float[SIZE * SIZE];
        double scale = 1 / Math.sqrt(SIZE);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return manager.create(values, new Shape(SIZE, SIZE));
    }

    Precision precision() {
        return precision;
    }

    /** Seconds for {@link #flops()}. */
    double turn() {
        try (NDManager scope = manager.newSubManager()) {
            NDArray first = left.duplicate();
            first.attach(scope);
            long start = System.nanoTime();
            Kernels.get()
                    .call(
                            "products",
                            false,
                            List.of(
                                    first,
                                    right,
                                    Kernels.scalar(scope, PRODUCTS),
                                    Kernels.scalar(scope, precision == Precision.BFLOAT16 ? 1 : 0)));
            return (System.nanoTime() - start) / 1e9;
        }
    }

    static double flops() {
        return 2.0 * SIZE * SIZE * SIZE * PRODUCTS;
    }

    @Override
    public void close() {
        manager.close();
    }
}
