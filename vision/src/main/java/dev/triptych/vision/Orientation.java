package dev.triptych.vision;

import java.nio.ByteBuffer;

/** EXIF's tag 274: how a stored picture is to be mirrored and turned so that it stands upright. */
final class Orientation {
    /** Left and right change places. */
    static final int MIRRORED = 2;

    private Orientation() {}

    /** Reads it from an EXIF block; a damaged block costs nobody the picture. */
    static int ofExif(ByteBuffer exif) {
        try {
            // Some writers put JPEG's prefix before the block in other containers too.
            boolean prefixed = exif.limit() > 6 && exif.get(0) == 'E' && exif.get(1) == 'x';
            return TiffHeader.orientation(prefixed ? exif.slice(6, exif.limit() - 6) : exif);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return 1;
        }
    }

    static int valid(long value) {
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    /** The upright picture. */
    static Pixels apply(Pixels stored, int orientation) {
        if (orientation == 1) return stored;
        boolean transposed = orientation >= 5;
        int width = transposed ? stored.height() : stored.width();
        int height = transposed ? stored.width() : stored.height();
        // In the stored picture's terms: which way its columns and rows run in the upright one.
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        int out = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                if (fromRight) column = stored.width() - 1 - column;
                if (fromBottom) row = stored.height() - 1 - row;
                int in = 3 * (row * stored.width() + column);
                to[out++] = from[in];
                to[out++] = from[in + 1];
                to[out++] = from[in + 2];
            }
        }
        return new Pixels(width, height, to);
    }
}
