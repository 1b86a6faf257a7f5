package dev.triptych.vision;

import java.util.Arrays;

/** Weights as whole numbers with so many bits after the point, and 8-bit values between the two directions. */
final class FixedPointAccumulator implements Resampler.Accumulator {
    private final Taps across;
    private final int[] acrossWeights;
    private final int[] downWeights;
    private final int acrossBits;
    private final int downBits;
    private final int[] row;
    private final int[] sums;

    /**
     * Makes an accumulator whose sums are zero.
     *
     * @param acrossBits after the point of the weights along the rows
     * @param downBits after the point of the weights down the columns
     */
    FixedPointAccumulator(Taps across, Taps down, int acrossBits, int downBits) {
        this.across = across;
        this.acrossBits = acrossBits;
        this.downBits = downBits;
        acrossWeights = rounded(across.weights(), acrossBits);
        downWeights = rounded(down.weights(), downBits);
        row = new int[3 * across.first().length];
        sums = new int[Math.multiplyExact(row.length, down.first().length)];
        Arrays.fill(sums, half(downBits));
    }

    private static int[] rounded(double[] weights, int bits) {
        int[] rounded = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            double value = weights[i] * (1 << bits);
            rounded[i] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return rounded;
    }

    @Override
    public void narrow(byte[] rgb, int at) {
        int[] first = across.first();
        int[] count = across.count();
        int half = half(acrossBits);
        int out = 0;
        for (int x = 0; x < first.length; x++) {
            int in = at + 3 * first[x];
            int red = half;
            int green = half;
            int blue = half;
            int weight = x * across.stride();
            for (int end = weight + count[x]; weight < end; weight++, in += 3) {
                int w = acrossWeights[weight];
                red += (rgb[in] & 0xFF) * w;
                green += (rgb[in + 1] & 0xFF) * w;
                blue += (rgb[in + 2] & 0xFF) * w;
            }
            row[out] = clip(red, acrossBits);
            row[out + 1] = clip(green, acrossBits);
            row[out + 2] = clip(blue, acrossBits);
            out += 3;
        }
    }

    @Override
    public void add(int out, int weight) {
        int w = downWeights[weight];
        if (w != 0) add(sums, out * row.length, row, w);
    }

    /** A loop of its own, so that the compiler makes vector instructions of it. */
    private static void add(int[] sums, int at, int[] row, int weight) {
        for (int i = 0; i < row.length; i++) sums[at + i] += row[i] * weight;
    }

    @Override
    public byte[] finish() {
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) clip(sums[i], downBits);
        return rgb;
    }

    private static int half(int bits) {
        return 1 << (bits - 1);
    }

    private static int clip(int sum, int bits) {
        return Math.min(255, Math.max(0, sum >> bits));
    }
}
