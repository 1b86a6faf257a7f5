package dev.triptych.vision;

/**
 * torchvision's arithmetic for bilinear pictures: no rounding to 8 bits between the two directions, and products added without being
 * rounded first, as PyTorch is compiled. Where two grey levels are equally near, and in enlarged pictures they often are, the last bit of a
 * float decides.
 *
 * <p>For filters without negative weights only: their sums stay between 0 and 255 and are not clipped.
 */
final class FloatAccumulator implements Resampler.Accumulator {
    private final Taps across;
    private final float[] acrossWeights;
    private final float[] downWeights;
    private final float[] row;
    private final float[] sums;

    FloatAccumulator(Taps across, Taps down) {
        this.across = across;
        acrossWeights = floats(across.weights());
        downWeights = floats(down.weights());
        row = new float[3 * across.first().length];
        sums = new float[Math.multiplyExact(row.length, down.first().length)];
    }

    private static float[] floats(double[] weights) {
        float[] floats = new float[weights.length];
        for (int i = 0; i < weights.length; i++) floats[i] = (float) weights[i];
        return floats;
    }

    @Override
    public void narrow(byte[] rgb, int at) {
        int[] first = across.first();
        int[] count = across.count();
        int out = 0;
        for (int x = 0; x < first.length; x++) {
            int in = at + 3 * first[x];
            float red = 0;
            float green = 0;
            float blue = 0;
            int weight = x * across.stride();
            for (int end = weight + count[x]; weight < end; weight++, in += 3) {
                float w = acrossWeights[weight];
                red = Math.fma(rgb[in] & 0xFF, w, red);
                green = Math.fma(rgb[in + 1] & 0xFF, w, green);
                blue = Math.fma(rgb[in + 2] & 0xFF, w, blue);
            }
            row[out] = red;
            row[out + 1] = green;
            row[out + 2] = blue;
            out += 3;
        }
    }

    @Override
    public void add(int out, int weight) {
        float w = downWeights[weight];
        if (w != 0) add(sums, out * row.length, row, w);
    }

    /** A loop of its own, so that the compiler makes vector instructions of it. */
    private static void add(float[] sums, int at, float[] row, float weight) {
        for (int i = 0; i < row.length; i++) sums[at + i] = Math.fma(row[i], weight, sums[at + i]);
    }

    @Override
    public byte[] finish() {
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            // Adding 1.5 * 2^23 leaves no bits after the point: rounding to even, without a call.
            rgb[i] = (byte) Float.floatToRawIntBits(sums[i] + 0x1.8p23f);
        }
        return rgb;
    }
}
