package dev.triptych.vision;

/**
 * The weights of one axis: which input positions make an output position, and by how much.
 *
 * <p>Both the first positions and the last ones never go back from one output to the next.
 *
 * @param first for each wanted output position, the first input position that it looks at
 * @param count how many it looks at
 * @param weights {@code [wanted, stride]}; those of an output sum to one
 * @param stride the most positions that an output can have
 */
record Taps(int[] first, int[] count, double[] weights, int stride) {

    /**
     * Weighs for some of the outputs.
     *
     * @param in input length
     * @param out output length, of which {@code wanted} positions from {@code from} are computed
     */
    static Taps of(ResampleFilter filter, int in, int out, int from, int wanted) {
        double scale = (double) in / out;
        double stretch = Math.max(scale, 1); // widening the filter when shrinking keeps fine patterns from aliasing
        double reach = filter.support() * stretch;
        int stride = (int) Math.min(in, 2 * (long) Math.ceil(reach) + 1);
        Taps taps = new Taps(new int[wanted], new int[wanted], new double[Math.multiplyExact(wanted, stride)], stride);
        if (filter == ResampleFilter.NEAREST) {
            taps.pick(in, scale, from);
            return taps;
        }
        for (int i = 0; i < wanted; i++) {
            double centre = (from + i + 0.5) * scale;
            taps.first[i] = Math.max(0, (int) (centre - reach + 0.5));
            taps.count[i] = Math.min(in, (int) (centre + reach + 0.5)) - taps.first[i];
            taps.weigh(i, filter, centre, 1 / stretch);
        }
        return taps;
    }

    /** The same for {@link ResampleFilter#BILINEAR}, each step rounded to 32 bits where PyTorch rounds it. */
    static Taps singlePrecision(int in, int out, int from, int wanted) {
        float scale = (float) in / out;
        float reach = Math.max(1, scale);
        float shrink = scale >= 1 ? (float) (1.0 / scale) : 1;
        int stride = (int) Math.min(in, 2 * (long) Math.ceil(reach) + 1);
        Taps taps = new Taps(new int[wanted], new int[wanted], new double[Math.multiplyExact(wanted, stride)], stride);
        for (int i = 0; i < wanted; i++) {
            float centre = (float) (scale * (from + i + 0.5));
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int count = Math.min(stride, Math.min(in, (int) (centre + reach + 0.5)) - first);
            float sum = 0;
            for (int k = 0; k < count; k++) {
                float distance = Math.abs((float) (((float) (first + k) - centre + 0.5) * shrink));
                float weight = distance < 1 ? (float) (1.0 - distance) : 0;
                taps.weights[i * stride + k] = weight;
                sum += weight;
            }
            for (int k = i * stride; k < i * stride + count; k++) taps.weights[k] = (float) taps.weights[k] / sum;
            taps.first[i] = first;
            taps.count[i] = count;
        }
        return taps;
    }

    /** The largest weight. */
    double largest() {
        double largest = 0;
        for (double weight : weights) largest = Math.max(largest, weight);
        return largest;
    }

    /** Nearest neighbour; adds the scale up as Pillow does, since where two are equally near its rounding decides. */
    private void pick(int in, double scale, int from) {
        double centre = scale * 0.5;
        for (int i = -from; i < first.length; i++) {
            if (i >= 0) {
                first[i] = Math.min(in - 1, (int) centre);
                count[i] = 1;
                weights[i * stride] = 1;
            }
            centre += scale;
        }
    }

    private void weigh(int i, ResampleFilter filter, double centre, double shrink) {
        double sum = 0;
        for (int k = 0; k < count[i]; k++) {
            double weight = filter.weight((first[i] + k - centre + 0.5) * shrink);
            weights[i * stride + k] = weight;
            sum += weight;
        }
        for (int k = 0; sum != 0 && k < count[i]; k++) weights[i * stride + k] /= sum;
    }
}
