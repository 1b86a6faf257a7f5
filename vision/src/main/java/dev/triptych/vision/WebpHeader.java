package dev.triptych.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The RIFF chunks of a WebP file (RFC 9649); of an animation, the first frame counts. */
final class WebpHeader {
    private static final int RIFF = fourCc("RIFF");
    private static final int WEBP = fourCc("WEBP");
    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int VP8X = fourCc("VP8X");
    private static final int FRAME = fourCc("ANMF");
    private static final int EXIF = fourCc("EXIF");
    private static final int FRAME_HEADER = 16;

    private WebpHeader() {}

    static PictureHeader read(ByteBuffer bytes) throws BrokenPictureException {
        ByteBuffer file = bytes.order(ByteOrder.LITTLE_ENDIAN);
        long end = 8 + (file.getInt(4) & 0xFFFFFFFFL);
        if (end > file.limit()) {
            throw new BrokenPictureException(file.limit() + " bytes where its header promises " + end);
        }
        // The canvas of an extended file and its frame each have a size: the larger counts, so that neither can lie.
        long width = 0;
        long height = 0;
        int orientation = 1;
        boolean data = false;
        long at = 12;
        while (at + 8 <= end) {
            int type = file.getInt((int) at);
            long size = file.getInt((int) at + 4) & 0xFFFFFFFFL;
            if (at + 8 + size > end) throw new BrokenPictureException("one that stops inside a chunk");
            int body = (int) at + 8;
            if (type == VP8X) {
                width = Math.max(width, 1 + (file.getInt(body + 4) & 0xFFFFFF));
                height = Math.max(height, 1 + (file.getInt(body + 6) >>> 8));
            } else if (type == VP8 && !data) {
                width = Math.max(width, file.getShort(body + 6) & 0x3FFF);
                height = Math.max(height, file.getShort(body + 8) & 0x3FFF);
                data = true;
            } else if (type == VP8L && !data) {
                int bits = file.getInt(body + 1);
                width = Math.max(width, 1 + (bits & 0x3FFF));
                height = Math.max(height, 1 + ((bits >>> 14) & 0x3FFF));
                data = true;
            } else if (type == EXIF) {
                orientation = Orientation.ofExif(file.slice(body, (int) size));
            }
            at += type == FRAME ? 8 + FRAME_HEADER : 8 + size + (size & 1);
        }
        if (!data) throw new BrokenPictureException("no image data");
        return new PictureHeader(PictureFormat.WEBP, width, height, orientation);
    }

    /**
     * The first frame as a still picture, since OpenCV does not decode animations; a still picture is given back as it is.
     *
     * @param data a file for which {@link #read} found nothing wrong
     */
    static byte[] still(byte[] data) {
        ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        boolean animated = false;
        int at = 12;
        while (true) {
            int type = file.getInt(at);
            int size = file.getInt(at + 4);
            if (type == VP8 || type == VP8L) {
                if (!animated) return data;
                int chunk = 8 + size + (size & 1);
                ByteBuffer still = ByteBuffer.allocate(12 + chunk).order(ByteOrder.LITTLE_ENDIAN);
                still.putInt(RIFF).putInt(4 + chunk).putInt(WEBP);
                return still.put(data, at, Math.min(chunk, data.length - at)).array();
            }
            animated |= type == FRAME;
            at += type == FRAME ? 8 + FRAME_HEADER : 8 + size + (size & 1);
        }
    }

    private static int fourCc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
