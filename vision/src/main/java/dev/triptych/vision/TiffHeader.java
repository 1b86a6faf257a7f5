package dev.triptych.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first directory of a TIFF file (TIFF 6.0): size, orientation, and whether its strips or tiles are all there. */
final class TiffHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_SIZES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_SIZES = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int PREMULTIPLIED_ALPHA = 1;
    private static final int PLAIN_ALPHA = 2;
    private static final int SHORT = 3;

    private final ByteBuffer bytes;
    private final int directory;
    private final int entries;

    private TiffHeader(ByteBuffer bytes) {
        this.bytes = bytes;
        bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        directory = bytes.getInt(4);
        entries = bytes.getShort(directory) & 0xFFFF;
    }

    static PictureHeader read(ByteBuffer bytes) throws BrokenPictureException {
        TiffHeader tiff = new TiffHeader(bytes);
        int orientation = Orientation.valid(tiff.first(ORIENTATION, 1));
        PictureHeader header =
                new PictureHeader(PictureFormat.TIFF, tiff.first(WIDTH, 0), tiff.first(HEIGHT, 0), orientation);
        if (!header.tooLarge()) {
            tiff.requireData(STRIP_OFFSETS, STRIP_SIZES);
            tiff.requireData(TILE_OFFSETS, TILE_SIZES);
        }
        return header;
    }

    /** The orientation that stands in an EXIF block, which is a small TIFF file. */
    static int orientation(ByteBuffer exif) {
        return Orientation.valid(new TiffHeader(exif).first(ORIENTATION, 1));
    }

    /**
     * The same picture with its alpha declared to be multiplied into the colours already, since libtiff does that otherwise and
     * the colours under transparent pixels would be lost.
     *
     * @param data a file for which {@link #read} found nothing wrong
     */
    static byte[] keepingColours(byte[] data) {
        byte[] changed = data.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed);
        TiffHeader tiff = new TiffHeader(bytes);
        int entry = tiff.find(EXTRA_SAMPLES);
        boolean alpha = entry >= 0 && bytes.getInt(entry + 4) == 1 && tiff.value(entry, 0) == PLAIN_ALPHA;
        if (alpha) bytes.putShort(entry + 8, (short) PREMULTIPLIED_ALPHA);
        return alpha ? changed : data;
    }

    private long first(int tag, long otherwise) {
        int entry = find(tag);
        return entry < 0 ? otherwise : value(entry, 0);
    }

    private void requireData(int offsetsTag, int sizesTag) throws BrokenPictureException {
        int offsets = find(offsetsTag);
        int sizes = find(sizesTag);
        if (offsets < 0 || sizes < 0) return;
        int count = bytes.getInt(offsets + 4);
        for (int i = 0; i < count; i++) {
            if (value(offsets, i) + value(sizes, i) > bytes.limit()) {
                throw new BrokenPictureException(
                        "one that ends after " + bytes.limit() + " bytes, before its part " + i);
            }
        }
    }

    /** The position of a tag's entry, or -1. */
    private int find(int tag) {
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((bytes.getShort(entry) & 0xFFFF) == tag) return entry;
        }
        return -1;
    }

    /** A value of type SHORT or LONG; up to four bytes of values stand in the entry itself. */
    private long value(int entry, int index) {
        boolean small = bytes.getShort(entry + 2) == SHORT;
        int width = small ? 2 : 4;
        long count = bytes.getInt(entry + 4) & 0xFFFFFFFFL;
        int at = (count * width <= 4 ? entry + 8 : bytes.getInt(entry + 8)) + index * width;
        return small ? bytes.getShort(at) & 0xFFFF : bytes.getInt(at) & 0xFFFFFFFFL;
    }
}
