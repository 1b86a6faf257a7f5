package dev.triptych.vision;

import java.util.Arrays;

/** The filters of Pillow's {@code resize}, with the numbers that a {@code preprocessor_config.json} calls them by. */
public enum ResampleFilter {
    NEAREST(0, 0),
    LANCZOS(1, 3),
    BILINEAR(2, 1),
    BICUBIC(3, 2),
    BOX(4, 0.5),
    HAMMING(5, 1);

    private final int code;
    private final double support;

    ResampleFilter(int code, double support) {
        this.code = code;
        this.support = support;
    }

    /** The filter of a number 0 to 5. */
    public static ResampleFilter ofCode(int code) {
        return Arrays.stream(values())
                .filter(filter -> filter.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no filter has the number " + code));
    }

    /** The number in a {@code preprocessor_config.json}. */
    public int code() {
        return code;
    }

    /** How far from its centre the filter reaches, in pixels of the output when it is smaller than the input. */
    double support() {
        return support;
    }

    double weight(double distance) {
        double x = Math.abs(distance);
        return switch (this) {
            case NEAREST -> 0;
            case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
            case BILINEAR -> x < 1 ? 1 - x : 0;
            case HAMMING -> x == 0 ? 1 : x < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0;
            case BICUBIC -> cubic(x);
            case LANCZOS -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
        };
    }

    /** Keys' cubic convolution with a = -0.5 (1981). */
    private static double cubic(double x) {
        if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
        if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
        return 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
