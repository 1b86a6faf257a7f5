package dev.triptych.samples.shelf;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One picture of the library and what it shows.
 *
 * @param file its name, which says nothing of what it shows, so that only looking finds it
 * @param captions by language code
 */
record ShelfPicture(String file, Map<String, List<String>> captions, Supplier<BufferedImage> image) {
    ShelfPicture {
        captions = Map.copyOf(captions);
    }

    String name() {
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** The format's name for ImageIO: what the file's name ends in. */
    String format() {
        return file.substring(file.lastIndexOf('.') + 1);
    }
}
