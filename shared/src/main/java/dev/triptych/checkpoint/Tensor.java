package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * One named array of a checkpoint, row-major.
 *
 * @param name the name in the file
 * @param dtype the type of its elements
 * @param shape its dimensions; empty for a scalar
 * @param data its bytes, read-only and little-endian; a view of the mapped file, so reading it is what loads it
 */
public record Tensor(String name, DType dtype, long[] shape, ByteBuffer data) {
    /** Elements converted per step; small enough to stay in a core's first cache. */
    private static final int CHUNK = 4096;

    public Tensor {
        shape = shape.clone();
        data = data.asReadOnlyBuffer();
        long bytes = dtype.bytes();
        for (long length : shape) {
            bytes = Math.multiplyExact(bytes, length);
        }
        if (bytes != data.remaining()) {
            throw new IllegalArgumentException("Tensor " + name + ": shape " + Arrays.toString(shape) + " of " + dtype
                    + " needs " + bytes + " bytes, data has " + data.remaining());
        }
    }

    /** A float32 tensor with a copy of the values. */
    public static Tensor of(String name, float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Tensor(name, DType.F32, shape, data);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** A fresh view: its position is the caller's own. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of elements. */
    public int size() {
        return data.remaining() / dtype.bytes();
    }

    /** The values as float32, exact for F32, F16 and BF16, rounded for F64. */
    public float[] toFloats() {
        float[] values = new float[size()];
        switch (dtype) {
            case F32 -> data().asFloatBuffer().get(values);
            case F64 -> {
                var doubles = data().asDoubleBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) doubles.get(i);
                }
            }
            case F16, BF16 -> fromHalves(values);
            default ->
                throw new TriptychException(
                        "tensor " + name, "dtype " + dtype, "F32, F16, BF16 or F64", "save it as one of these");
        }
        return values;
    }

    private void fromHalves(float[] values) {
        ShortBuffer halves = data().asShortBuffer();
        short[] chunk = new short[Math.min(CHUNK, values.length)];
        boolean brain = dtype == DType.BF16;
        for (int from = 0; from < values.length; from += chunk.length) {
            int length = Math.min(chunk.length, values.length - from);
            halves.get(chunk, 0, length);
            for (int i = 0; i < length; i++) {
                values[from + i] = brain ? HalfPrecision.fromBfloat16(chunk[i]) : HalfPrecision.fromFloat16(chunk[i]);
            }
        }
    }

    @Override
    public String toString() {
        return name + " " + dtype + Arrays.toString(shape);
    }
}
