package dev.triptych.ingest;

import java.util.Locale;
import java.util.Set;

/** Which way a media type goes. */
final class MediaKinds {
    /** Raster pictures that OpenCV decodes, and GIF, whose first frame ImageIO reads. */
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/webp", "image/bmp", "image/x-ms-bmp", "image/tiff", "image/gif");

    /** Types under {@code text/} that have markup a parser must take away. */
    private static final Set<String> MARKED_UP =
            Set.of("text/html", "text/rtf", "text/iptc.anpa", "text/xml", "text/x-matlab");

    /** Types outside {@code text/} whose bytes are what a person reads. */
    private static final Set<String> READ_AS_THEY_ARE = Set.of(
            "application/json",
            "application/x-ndjson",
            "application/ld+json",
            "application/geo+json",
            "application/javascript",
            "application/typescript",
            "application/x-sh",
            "application/x-bat",
            "application/x-perl",
            "application/x-httpd-php",
            "application/x-tex",
            "application/x-latex",
            "application/x-bibtex-text-file",
            "application/x-yaml",
            "application/x-subrip",
            "application/x-sql",
            "application/sql",
            "application/toml",
            "application/x-toml",
            "application/x-troff-man",
            "application/inf",
            "application/x-groovy",
            "application/x-markdown");

    private MediaKinds() {}

    /** The type without its parameters. */
    static String base(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isPicture(String type) {
        return PICTURES.contains(base(type));
    }

    /** A picture of any kind, also one that nobody decodes. */
    static boolean isImage(String type) {
        return type.startsWith("image/");
    }

    static boolean isPlainText(String type) {
        String base = base(type);
        return base.startsWith("text/") ? !MARKED_UP.contains(base) : READ_AS_THEY_ARE.contains(base);
    }

    /** Drawings have words in them, pixels have not. */
    static boolean isDrawing(String type) {
        String base = base(type);
        return base.startsWith("image/svg")
                || base.endsWith("emf")
                || base.endsWith("wmf")
                || base.startsWith("image/vnd.dwg")
                || base.startsWith("image/vnd.dxf")
                || base.startsWith("image/vnd.dgn");
    }

    static boolean isUnknown(String type) {
        return base(type).equals("application/octet-stream");
    }
}
