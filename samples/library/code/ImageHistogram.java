package harbour.image;

import java.awt.image.BufferedImage;

/** Counts how often each brightness occurs in a picture. */
public final class ImageHistogram {
    private final int[] counts = new int[256];
    private int pixels;

    /** Adds all pixels of a picture, each by its perceived brightness. */
    public void add(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts[brightness(image.getRGB(x, y))]++;
                pixels++;
            }
        }
    }

    /** The brightness below which the given share of all pixels lies; 0.5 gives the median. */
    public int percentile(double share) {
        long wanted = Math.round(share * pixels);
        long seen = 0;
        for (int level = 0; level < counts.length; level++) {
            seen += counts[level];
            if (seen >= wanted) {
                return level;
            }
        }
        return counts.length - 1;
    }

    private static int brightness(int rgb) {
        return (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000;
    }
}
