package dev.triptych.vision;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The picture formats that are recognised by their first bytes; not all of them can be decoded. */
enum PictureFormat {
    JPEG("JPEG", true),
    PNG("PNG", true),
    WEBP("WebP", true),
    BMP("BMP", true),
    TIFF("TIFF", true),
    GIF("GIF", false),
    AVIF("AVIF", false),
    HEIF("HEIF", false),
    JPEG_XL("JPEG XL", false),
    JPEG_2000("JPEG 2000", false);

    private final String label;
    private final boolean decodable;

    PictureFormat(String label, boolean decodable) {
        this.label = label;
        this.decodable = decodable;
    }

    String label() {
        return label;
    }

    boolean decodable() {
        return decodable;
    }

    /** The formats that can be decoded, for messages. */
    static String known() {
        return Arrays.stream(values())
                .filter(PictureFormat::decodable)
                .map(PictureFormat::label)
                .collect(Collectors.joining(", "));
    }
}
