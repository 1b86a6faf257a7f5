package dev.triptych.space;

import java.util.Arrays;

/**
 * Vectors in fewer bits, as sentence-transformers' {@code quantize_embeddings} makes them. Binary vectors are compared by the number
 * of bits that differ, those of one byte by the dot product.
 */
public enum Quantization {
    /**
     * A byte per number: the range that each component has among the vectors given, in 255 steps from -128. The ranges come from the
     * vectors themselves, so they have to be many (a hundred and more) and all that will be compared.
     */
    INT8 {
        @Override
        public byte[][] of(float[][] vectors) {
            byte[][] quantized = new byte[vectors.length][];
            if (vectors.length > 0) {
                float[] low = vectors[0].clone();
                float[] high = vectors[0].clone();
                for (float[] vector : vectors) {
                    for (int j = 0; j < low.length; j++) {
                        low[j] = Math.min(low[j], vector[j]);
                        high[j] = Math.max(high[j], vector[j]);
                    }
                }
                Arrays.setAll(quantized, i -> steps(vectors[i], low, high));
            }
            return quantized;
        }
    },

    /** A bit per number, 1 above zero, eight to a byte from the highest bit on, and 128 taken off each byte. */
    BINARY {
        @Override
        public byte[][] of(float[][] vectors) {
            byte[][] quantized = new byte[vectors.length][];
            Arrays.setAll(quantized, i -> bits(vectors[i]));
            return quantized;
        }
    };

    private static final int STEPS = 255;

    /**
     * Quantizes vectors that belong together.
     *
     * @param vectors {@code [count][width]}
     * @return {@code [count][width]} for a byte per number, {@code [count][⌈width / 8⌉]} for a bit
     */
    public abstract byte[][] of(float[][] vectors);

    private static byte[] steps(float[] vector, float[] low, float[] high) {
        byte[] bytes = new byte[vector.length];
        for (int j = 0; j < bytes.length; j++) {
            float step = (high[j] - low[j]) / STEPS;
            // A component that is the same everywhere says nothing.
            float place = step == 0 ? 0 : (vector[j] - low[j]) / step;
            bytes[j] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, (int) (place + Byte.MIN_VALUE)));
        }
        return bytes;
    }

    private static byte[] bits(float[] vector) {
        byte[] bytes = new byte[(vector.length + Byte.SIZE - 1) / Byte.SIZE];
        for (int j = 0; j < vector.length; j++) {
            if (vector[j] > 0) {
                bytes[j / Byte.SIZE] |= (byte) (0x80 >>> (j % Byte.SIZE));
            }
        }
        for (int j = 0; j < bytes.length; j++) {
            bytes[j] = (byte) (bytes[j] - 128);
        }
        return bytes;
    }
}
