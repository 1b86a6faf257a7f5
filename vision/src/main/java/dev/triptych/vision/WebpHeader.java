package dev.triptych.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The RIFF chunks of a WebP file (RFC 9649). */
final class WebpHeader {
    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int VP8X = fourCc("VP8X");
    private static final int EXIF = fourCc("EXIF");
    private static final int ANIMATED = 0x02;

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
            int chunk = (int) at;
            int type = file.getInt(chunk);
            long size = file.getInt(chunk + 4) & 0xFFFFFFFFL;
            if (at + 8 + size > end) throw new BrokenPictureException("one that stops inside a chunk");
            int body = chunk + 8;
            if (type == VP8X) {
                if ((file.get(body) & ANIMATED) != 0)
                    throw new BrokenPictureException("an animation, which is not supported");
                width = Math.max(width, 1 + (file.getInt(body + 4) & 0xFFFFFF));
                height = Math.max(height, 1 + (file.getInt(body + 6) >>> 8));
            } else if (type == VP8) {
                width = Math.max(width, file.getShort(body + 6) & 0x3FFF);
                height = Math.max(height, file.getShort(body + 8) & 0x3FFF);
                data = true;
            } else if (type == VP8L) {
                int bits = file.getInt(body + 1);
                width = Math.max(width, 1 + (bits & 0x3FFF));
                height = Math.max(height, 1 + ((bits >>> 14) & 0x3FFF));
                data = true;
            } else if (type == EXIF) {
                orientation = Orientation.ofExif(file.slice(body, (int) size));
            }
            at += 8 + size + (size & 1);
        }
        if (!data) throw new BrokenPictureException("no image data");
        return new PictureHeader(PictureFormat.WEBP, width, height, orientation);
    }

    private static int fourCc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
