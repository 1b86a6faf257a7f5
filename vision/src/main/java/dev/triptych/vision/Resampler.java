package dev.triptych.vision;

/** Resizes pictures as Pillow's {@code Image.resize} does: a separable antialiasing filter, first along the rows, then down the columns. */
public final class Resampler {
    /** Eight bits of a sum are for the value and two for what lies beyond it. */
    private static final int PILLOW_BITS = 32 - 8 - 2;

    /** The weights repeat; so many outputs hold the largest, and a picture of a million rows is not weighed to its end. */
    private static final int LOOKED_AT = 16_384;

    private Resampler() {}

    /** The whole picture in a new size, equal to Pillow's to the grey level. */
    public static Pixels resize(Pixels from, int width, int height, ResampleFilter filter) {
        Area whole = new Area(0, 0, width, height);
        return resize(from, Area.of(from), width, height, whole, filter, Arithmetic.PILLOW);
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
        Taps across;
        Taps down;
        Accumulator sums;
        if (arithmetic == Arithmetic.TORCHVISION && filter == ResampleFilter.BILINEAR) {
            across = Taps.singlePrecision(source.width(), width, wanted.x(), wanted.width());
            down = Taps.singlePrecision(source.height(), height, wanted.y(), wanted.height());
            sums = new FloatAccumulator(across, down);
        } else {
            across = Taps.of(filter, source.width(), width, wanted.x(), wanted.width());
            down = Taps.of(filter, source.height(), height, wanted.y(), wanted.height());
            boolean pillow = arithmetic == Arithmetic.PILLOW || filter != ResampleFilter.BICUBIC;
            sums = new FixedPointAccumulator(
                    across,
                    down,
                    pillow ? PILLOW_BITS : sixteenBits(filter, source.width(), width),
                    pillow ? PILLOW_BITS : sixteenBits(filter, source.height(), height));
        }
        // Each input row is narrowed once and added at once to the output rows that it has a part in: nothing is
        // kept in between, so that the memory depends on the output alone.
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

    /** The bits after the point with which the axis's largest weight just fits into 16 bits. */
    private static int sixteenBits(ResampleFilter filter, int in, int out) {
        double largest = Taps.of(filter, in, out, 0, Math.min(out, LOOKED_AT)).largest();
        int bits = 0;
        while (bits < PILLOW_BITS && (int) (0.5 + largest * (1 << (bits + 1))) < 1 << 15) bits++;
        return bits;
    }

    /** How the sums are computed and rounded. */
    enum Arithmetic {
        /** Weights of 22 bits after the point, and 8-bit values between the two directions. */
        PILLOW,
        /**
         * What transformers resizes with: 32-bit floats for bilinear pictures, rounded once and to even; weights of 16 bits for
         * bicubic ones; Pillow's for the filters that torchvision does not have.
         */
        TORCHVISION
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
