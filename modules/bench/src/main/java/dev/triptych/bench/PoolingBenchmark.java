package dev.triptych.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.triptych.nn.Kernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** States of tokens to their mean. */
@State(Scope.Benchmark)
public class PoolingBenchmark {
    private final NDManager manager = Kernels.get().newManager();
    private final NDArray states = manager.randomNormal(new Shape(Pieces.BATCH, Pieces.TOKENS, Pieces.WIDTH));
    private final NDArray weights = manager.ones(new Shape(Pieces.BATCH, Pieces.TOKENS), DataType.FLOAT32);

    @Benchmark
    @OperationsPerInvocation(Pieces.BATCH)
    public Object pooling() {
        try (NDArray mean = Kernels.get().call("mean_pool", false, List.of(states, weights))) {
            return mean.getShape();
        }
    }

    @TearDown
    public void close() {
        manager.close();
    }
}
