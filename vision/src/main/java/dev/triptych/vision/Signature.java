package dev.triptych.vision;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells a picture's format, or what else the bytes are, by the first bytes. */
final class Signature {
    private Signature() {}

    static Optional<PictureFormat> formatOf(byte[] data) {
        if (starts(data, 0, 0xFF, 0xD8, 0xFF)) return Optional.of(PictureFormat.JPEG);
        if (starts(data, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) return Optional.of(PictureFormat.PNG);
        if (ascii(data, 0, "RIFF") && ascii(data, 8, "WEBP")) return Optional.of(PictureFormat.WEBP);
        if (starts(data, 0, 'I', 'I', 42, 0) || starts(data, 0, 'M', 'M', 0, 42))
            return Optional.of(PictureFormat.TIFF);
        if (ascii(data, 0, "GIF87a") || ascii(data, 0, "GIF89a")) return Optional.of(PictureFormat.GIF);
        if (ascii(data, 4, "ftypavi")) return Optional.of(PictureFormat.AVIF);
        if (ascii(data, 4, "ftyphei") || ascii(data, 4, "ftypmif1")) return Optional.of(PictureFormat.HEIF);
        if (starts(data, 0, 0xFF, 0x0A) || ascii(data, 4, "JXL ")) return Optional.of(PictureFormat.JPEG_XL);
        if (ascii(data, 4, "jP  ") || starts(data, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
            return Optional.of(PictureFormat.JPEG_2000);
        }
        // "BM" begins many a text, so the reserved zeros behind the file size have to be there too.
        if (ascii(data, 0, "BM") && starts(data, 6, 0, 0, 0, 0)) return Optional.of(PictureFormat.BMP);
        return Optional.empty();
    }

    /** What bytes that are no picture look like, for a message. */
    static String describe(byte[] data) {
        if (data.length == 0) return "an empty file";
        if (ascii(data, 0, "%PDF")) return "a PDF document";
        if (ascii(data, 0, "PK\u0003\u0004")) return "a ZIP archive (or an office document)";
        String start = new String(data, 0, Math.min(data.length, 256), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.contains("<svg"))) return "an SVG drawing";
        if (start.startsWith("<")) return "HTML or XML";
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(8, data.length); i++) {
            hex.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", data[i]));
        }
        return data.length + " bytes that start with " + hex;
    }

    static boolean ascii(byte[] data, int at, String expected) {
        if (data.length < at + expected.length()) return false;
        for (int i = 0; i < expected.length(); i++) {
            if (data[at + i] != (byte) expected.charAt(i)) return false;
        }
        return true;
    }

    private static boolean starts(byte[] data, int at, int... expected) {
        if (data.length < at + expected.length) return false;
        for (int i = 0; i < expected.length; i++) {
            if ((data[at + i] & 0xFF) != expected[i]) return false;
        }
        return true;
    }
}
