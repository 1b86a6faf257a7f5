package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named float32 weights in native memory, some of which may be borrowed from another set. */
public final class Parameters {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Set<String> borrowed = new LinkedHashSet<>();
    private final LowRanks lowRanks = new LowRanks();

    public Parameters(NDManager manager) {
        this.manager = manager;
    }

    /** Takes a weight out of a model's files; its shape has to be the one given. */
    public NDArray load(Weights weights, String name, long... shape) {
        Tensor tensor = weights.require(name, shape);
        return switch (tensor.dtype()) {
            case F16, F32 -> keep(name, copied(tensor, shape));
            default -> put(name, weights.floats(name, shape), shape);
        };
    }

    /** The engine reads the mapped file itself: half the time of a detour through the heap. */
    private NDArray copied(Tensor tensor, long... shape) {
        boolean half = tensor.dtype() == DType.F16;
        // The address of a buffer is taken without its position, hence the slice.
        ByteBuffer mapped = tensor.data().slice();
        try (NDArray view = manager.create(mapped, new Shape(shape), half ? DataType.FLOAT16 : DataType.FLOAT32)) {
            // Not toType for both: whatever it is told, it does not copy what has the type already.
            return half ? view.toType(DataType.FLOAT32, true) : view.duplicate();
        }
    }

    private NDArray keep(String name, NDArray array) {
        arrays.put(name, array);
        return array;
    }

    public NDArray put(String name, float[] values, long... shape) {
        return keep(name, manager.create(values, new Shape(shape)));
    }

    /** Stands for a weight that a network does not have. */
    public NDArray none() {
        return manager.zeros(new Shape(0));
    }

    /** Uses the array of another set under the same name. */
    public NDArray borrow(String name, Parameters lender) {
        NDArray array = lender.get(name);
        arrays.put(name, array);
        borrowed.add(name);
        lowRanks.borrow(lender.lowRanks);
        return array;
    }

    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no weight named " + name);
        }
        return array;
    }

    /** What changes weights of this set while low-rank matrices learn in their place. */
    LowRanks lowRanks() {
        return lowRanks;
    }

    /** A matrix that stands beside the weights: it is no part of what is written. */
    NDArray beside(float[] values, long... shape) {
        return manager.create(values, new Shape(shape));
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    public Map<String, NDArray> all() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Writes the weights that are not borrowed. */
    public void write(Path file, DType dtype, Map<String, String> metadata) {
        write(file, dtype, metadata, false);
    }

    /** Writes all weights; those that are borrowed become the file's own. */
    public void writeWhole(Path file, DType dtype, Map<String, String> metadata) {
        write(file, dtype, metadata, true);
    }

    private void write(Path file, DType dtype, Map<String, String> metadata, boolean whole) {
        List<Tensor> tensors = new ArrayList<>();
        arrays.forEach((name, array) -> {
            if (whole || !borrowed.contains(name)) {
                tensors.add(
                        Tensor.of(name, array.toFloatArray(), array.getShape().getShape()));
            }
        });
        SafeTensors.write(file, tensors, dtype, metadata);
    }
}
