package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Which precision is faster here. Processors without instructions for bfloat16 compute it in software, several times slower than
 * float32, and nothing but a measurement tells: a matrix product of the size of a small encoder's feed-forward layer, a few times each.
 */
public final class FasterPrecision {
    private static final int ROWS = 1024;
    private static final int INNER = 384;
    private static final int WIDTH = 1536;
    private static final int ROUNDS = 5;

    private FasterPrecision() {}

    /** Measured once on a machine, some hundredths of a second, and remembered; float32 or bfloat16. */
    public static Precision get() {
        return Known.FASTER;
    }

    private static final class Known {
        static final Precision FASTER = new PrecisionMemory(PrecisionMemory.file()).recall(FasterPrecision::measure);
    }

    static Precision measure() {
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray x = scope.ones(new Shape(ROWS, INNER));
            NDArray w = scope.ones(new Shape(WIDTH, INNER));
            NDArray narrow = Kernels.get().call("narrow", false, List.of(w));
            NDArray none = scope.zeros(new Shape(0));
            long full = Long.MAX_VALUE;
            long half = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                full = Math.min(full, time(scope, x, w, none));
                half = Math.min(half, time(scope, x, narrow, none));
            }
            return half < full ? Precision.BFLOAT16 : Precision.FLOAT32;
        }
    }

    private static long time(NDManager scope, NDArray x, NDArray w, NDArray none) {
        try (NDManager call = scope.newSubManager()) {
            x.attach(call);
            long start = System.nanoTime();
            Kernels.get().call("line", false, List.of(x, w, none));
            long nanos = System.nanoTime() - start;
            x.attach(scope);
            return nanos;
        }
    }
}
