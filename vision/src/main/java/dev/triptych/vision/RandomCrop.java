package dev.triptych.vision;

import java.util.random.RandomGenerator;

/** Draws the part of a picture that is trained on, as torchvision's RandomResizedCrop does (Szegedy et al. 2015). */
final class RandomCrop {
    private static final double NARROWEST = 3.0 / 4;
    private static final double WIDEST = 4.0 / 3;
    private static final int TRIES = 10;

    private RandomCrop() {}

    static Area draw(int width, int height, double smallest, double largest, RandomGenerator random) {
        double area = (double) width * height;
        for (int i = 0; i < TRIES; i++) {
            double wanted = area * (smallest < largest ? random.nextDouble(smallest, largest) : smallest);
            double ratio = Math.exp(random.nextDouble(Math.log(NARROWEST), Math.log(WIDEST)));
            long w = Math.round(Math.sqrt(wanted * ratio));
            long h = Math.round(Math.sqrt(wanted / ratio));
            if (w > 0 && h > 0 && w <= width && h <= height) {
                int x = random.nextInt(width - (int) w + 1);
                return new Area(x, random.nextInt(height - (int) h + 1), (int) w, (int) h);
            }
        }
        // Too narrow or too wide for any: the middle, as near to the allowed proportions as it gets.
        int w = (int) Math.max(1, Math.min(width, Math.round(height * WIDEST)));
        int h = (int) Math.max(1, Math.min(height, Math.round(width / NARROWEST)));
        return new Area((width - w) / 2, (height - h) / 2, w, h);
    }
}
