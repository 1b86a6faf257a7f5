package dev.triptych.vision;

import java.util.Arrays;

/** Pillow's arithmetic: 22 bits after the point leave 8 for the value and 2 for sums beyond it. */
final class FixedPointAccumulator implements Resampler.Accumulator {
    private static final int PRECISION = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION - 1);

    private final Taps across;
    private final int[] acrossWeights;
    private final int[] downWeights;
    private final int[] row;
    private final int[] sums;

    FixedPointAccumulator(Taps across, Taps down) {
        this.across = across;
        acrossWeights = rounded(across.weights());
        downWeights = rounded(down.weights());
        row = new int[3 * across.first().length];
        sums = new int[Math.multiplyExact(row.length, down.first().length)];
        Arrays.fill(sums, HALF);
    }

    private static int[] rounded(double[] weights) {
        int[] rounded = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            double value = weights[i] * (1 << PRECISION);
            rounded[i] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return rounded;
    }

    @Override
    public void narrow(byte[] rgb, int at) {
        int[] first = across.first();
        int[] count = across.count();
        int out = 0;
        for (int x = 0; x < first.length; x++) {
            int in = at + 3 * first[x];
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int weight = x * across.stride();
            for (int end = weight + count[x]; weight < end; weight++, in += 3) {
                int w = acrossWeights[weight];
                red += (rgb[in] & 0xFF) * w;
                green += (rgb[in + 1] & 0xFF) * w;
                blue += (rgb[in + 2] & 0xFF) * w;
            }
            row[out] = clip(red);
            row[out + 1] = clip(green);
            row[out + 2] = clip(blue);
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
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) clip(sums[i]);
        return rgb;
    }

    private static int clip(int sum) {
        return Math.min(255, Math.max(0, sum >> PRECISION));
    }
}
