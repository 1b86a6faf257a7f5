package dev.triptych.vision;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The chunks of a PNG file (W3C PNG, 3rd edition): 4 bytes length, 4 type, data, 4 checksum. */
final class PngChunks {
    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;

    private PngChunks() {}

    static PictureHeader header(ByteBuffer bytes) throws BrokenPictureException {
        if (bytes.getInt(SIGNATURE + 4) != IHDR) throw new BrokenPictureException("no IHDR chunk at the start");
        long width = bytes.getInt(SIGNATURE + 8) & 0xFFFFFFFFL;
        long height = bytes.getInt(SIGNATURE + 12) & 0xFFFFFFFFL;
        PictureHeader upright = new PictureHeader(PictureFormat.PNG, width, height, 1);
        if (upright.tooLarge()) return upright; // refused anyway: no need to read on
        int orientation = 1;
        boolean data = false;
        int at = SIGNATURE;
        while (true) {
            int length = bytes.getInt(at);
            int type = bytes.getInt(at + 4);
            if (length < 0 || length > bytes.limit() - at - 12) {
                throw new BrokenPictureException("one that stops after " + bytes.limit() + " bytes, inside a chunk");
            }
            if (wanted(type)) checkSum(bytes, at, length);
            if (type == EXIF) orientation = Orientation.ofExif(bytes.slice(at + 8, length));
            data |= type == IDAT;
            if (type == IEND) break;
            at += 12 + length;
        }
        if (!data) throw new BrokenPictureException("no image data");
        return new PictureHeader(PictureFormat.PNG, width, height, orientation);
    }

    /**
     * The same picture without the chunks that do not change its pixels: the decoder prints a warning for each of those
     * that it finds odd, a colour profile of a well-known drawing program for example.
     *
     * @param data a file for which {@link #header} found nothing wrong
     */
    static byte[] essential(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(data.length);
        kept.write(data, 0, SIGNATURE);
        int at = SIGNATURE;
        while (true) {
            int size = 12 + bytes.getInt(at);
            int type = bytes.getInt(at + 4);
            if (wanted(type)) kept.write(data, at, size);
            if (type == IEND) return kept.toByteArray();
            at += size;
        }
    }

    private static boolean wanted(int type) {
        return type == IHDR || type == PLTE || type == TRNS || type == IDAT || type == IEND;
    }

    private static void checkSum(ByteBuffer bytes, int at, int length) throws BrokenPictureException {
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(at + 4, 4 + length));
        if ((int) crc.getValue() != bytes.getInt(at + 8 + length)) {
            throw new BrokenPictureException("a wrong checksum of the chunk at byte " + at);
        }
    }
}
