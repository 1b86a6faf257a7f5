package dev.triptych.vision;

import java.util.random.RandomGenerator;

/**
 * Brightness, contrast and saturation as torchvision's ColorJitter changes them, always in this order: each mixes the picture with
 * black, with its mean grey and with itself in grey; above 1 it goes away from that.
 */
record ColourJitter(double brightness, double contrast, double saturation) {
    /** Of red, green and blue in grey, ITU-R BT.601. */
    private static final double[] GREY = {0.2989, 0.587, 0.114};

    /** Three factors between {@code 1 - most} and {@code 1 + most}. */
    static ColourJitter draw(double most, RandomGenerator random) {
        return new ColourJitter(factor(most, random), factor(most, random), factor(most, random));
    }

    private static double factor(double most, RandomGenerator random) {
        return random.nextDouble(1 - most, 1 + most);
    }

    Pixels of(Pixels picture) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        double mean = 0;
        for (int at = 0; at < from.length; at += 3) {
            mean += grey(bright(from[at]), bright(from[at + 1]), bright(from[at + 2]));
        }
        mean /= from.length / 3.0;
        double[] rgb = new double[3];
        for (int at = 0; at < from.length; at += 3) {
            for (int c = 0; c < 3; c++) {
                rgb[c] = mixed(contrast, bright(from[at + c]), mean);
            }
            double grey = grey(rgb[0], rgb[1], rgb[2]);
            for (int c = 0; c < 3; c++) {
                to[at + c] = (byte) Math.round(mixed(saturation, rgb[c], grey));
            }
        }
        return new Pixels(picture.width(), picture.height(), to);
    }

    private double bright(byte level) {
        return mixed(brightness, level & 0xFF, 0);
    }

    private static double grey(double red, double green, double blue) {
        return GREY[0] * red + GREY[1] * green + GREY[2] * blue;
    }

    private static double mixed(double factor, double level, double other) {
        return Math.max(0, Math.min(255, factor * level + (1 - factor) * other));
    }
}
