package dev.triptych.vision;

/**
 * A decoded picture: 8-bit RGB, interleaved, rows from the top.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code height * width * 3} bytes, each read as unsigned; not copied, and nobody writes into it
 */
public record Pixels(int width, int height, byte[] rgb) {

    public Pixels {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are no RGB picture of " + width + " x " + height + " pixels");
        }
    }
}
