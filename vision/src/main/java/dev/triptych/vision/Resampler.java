package dev.triptych.vision;

/** Resizes pictures as Pillow's {@code Image.resize} does: a separable antialiasing filter, first along the rows, then down the columns. */
public final class Resampler {
    private Resampler() {}

    /** The whole picture in a new size, equal to Pillow's to the grey level. */
    public static Pixels resize(Pixels from, int width, int height, ResampleFilter filter) {
        Area whole = new Area(0, 0, width, height);
        return resize(from, Area.of(from), width, height, whole, filter, Arithmetic.FIXED_POINT);
    }

    /**
     * A part of the picture in a new size, of which only a part is wanted and computed.
     *
     * @param source the part of {@code from} that is resized; nothing outside it is looked at
     * @param width of the whole result
     * @param height of the whole result
     * @param wanted the part of the result that is returned
     */
    static Pixels resize(
            Pixels from,
            Area source,
            int width,
            int height,
            Area wanted,
            ResampleFilter filter,
            Arithmetic arithmetic) {
        if (!source.within(from.width(), from.height()) || !wanted.within(width, height)) {
            throw new IllegalArgumentException(source + " of " + from.width() + " x " + from.height() + ", " + wanted
                    + " of " + width + " x " + height);
        }
        Taps across = Taps.of(filter, source.width(), width, wanted.x(), wanted.width());
        Taps down = Taps.of(filter, source.height(), height, wanted.y(), wanted.height());
        Accumulator sums =
                switch (arithmetic) {
                    case FIXED_POINT -> new FixedPointAccumulator(across, down);
                    case FLOATING_POINT -> new FloatAccumulator(across, down);
                };
        // Each input row is narrowed once and added at once to the output rows that it has a part in: nothing in
        // between
        // is kept, so that the memory depends on the output alone.
        int begin = 0;
        for (int y = down.first()[0]; begin < wanted.height(); y++) {
            while (begin < wanted.height() && down.first()[begin] + down.count()[begin] <= y) begin++;
            if (begin < wanted.height() && down.first()[begin] <= y) {
                sums.narrow(from.rgb(), 3 * ((source.y() + y) * from.width() + source.x()));
            }
            for (int out = begin; out < wanted.height() && down.first()[out] <= y; out++) {
                sums.add(out, out * down.stride() + y - down.first()[out]);
            }
        }
        return new Pixels(wanted.width(), wanted.height(), sums.finish());
    }

    /** How the sums are computed and rounded. */
    enum Arithmetic {
        /** Pillow's: weights of 22 bits after the point, and 8-bit values between the two directions. */
        FIXED_POINT,
        /** torchvision's for bilinear pictures: 32-bit floats, rounded once, to even. */
        FLOATING_POINT
    }

    /** The sums of all output rows. */
    interface Accumulator {
        /** Takes one input row, {@code at} its first byte, and makes it as wide as the output. */
        void narrow(byte[] rgb, int at);

        /** Adds that row to an output row with the weight at this index. */
        void add(int out, int weight);

        /** The output's bytes. */
        byte[] finish();
    }
}
