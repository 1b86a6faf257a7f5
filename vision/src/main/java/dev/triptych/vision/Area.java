package dev.triptych.vision;

/**
 * A rectangle of whole pixels.
 *
 * @param x of its left column
 * @param y of its top row
 */
record Area(int x, int y, int width, int height) {
    static Area of(Pixels pixels) {
        return new Area(0, 0, pixels.width(), pixels.height());
    }

    /** Whether it lies inside a picture of this size. */
    boolean within(int outerWidth, int outerHeight) {
        return x >= 0 && y >= 0 && width > 0 && height > 0 && x <= outerWidth - width && y <= outerHeight - height;
    }
}
