package dev.triptych.vision;

import java.nio.ByteBuffer;

/** Follows the markers of a JPEG stream (ITU T.81, annex B) to the frame header, and looks for the end marker. */
final class JpegHeader {
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    private JpegHeader() {}

    static PictureHeader read(ByteBuffer bytes) throws BrokenPictureException {
        long width = 0;
        long height = 0;
        int orientation = 1;
        int at = 2;
        while (true) {
            if (bytes.get(at) != (byte) 0xFF) throw new BrokenPictureException("no marker at byte " + at);
            int marker = bytes.get(at + 1) & 0xFF;
            if (marker == 0xFF) { // fill byte
                at++;
                continue;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) { // stand alone, without a length
                at += 2;
                continue;
            }
            int length = bytes.getShort(at + 2) & 0xFFFF;
            if (marker == 0xD9 || length < 2) throw new BrokenPictureException("no image data");
            if (frame(marker)) {
                height = bytes.getShort(at + 5) & 0xFFFF;
                width = bytes.getShort(at + 7) & 0xFFFF;
            } else if (marker == 0xE1 && startsWith(bytes, at + 4, EXIF)) {
                int from = at + 4 + EXIF.length;
                orientation = Orientation.ofExif(bytes.slice(from, at + 2 + length - from));
            } else if (marker == 0xDA) {
                if (width == 0) throw new BrokenPictureException("image data without a frame header");
                PictureHeader header = new PictureHeader(PictureFormat.JPEG, width, height, orientation);
                if (!header.tooLarge()) requireEnd(bytes, at + 2 + length);
                return header;
            }
            at += 2 + length;
        }
    }

    /** SOF0 to SOF15 without the three markers in between that define tables. */
    private static boolean frame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** The decoder would paint the missing rows of a truncated stream grey and call it a picture. */
    private static void requireEnd(ByteBuffer bytes, int from) throws BrokenPictureException {
        // The marker is nearly always the last two bytes; only if it is not is the stream searched.
        for (int at = bytes.limit() - 2; at >= from; at--) {
            if (bytes.get(at) == (byte) 0xFF && bytes.get(at + 1) == (byte) 0xD9) return;
        }
        throw new BrokenPictureException("one that stops after " + bytes.limit() + " bytes, before its end marker");
    }

    static boolean startsWith(ByteBuffer bytes, int at, byte[] expected) {
        if (bytes.limit() < at + expected.length) return false;
        for (int i = 0; i < expected.length; i++) {
            if (bytes.get(at + i) != expected[i]) return false;
        }
        return true;
    }
}
