package dev.triptych.ingest;

import java.util.Optional;

/** Width and height from the first bytes of a picture, without decoding it: JPEG, PNG, GIF, BMP, WebP and TIFF. */
record PictureHeader(int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    /** Empty when this is no such picture or its header is cut short. */
    static Optional<PictureHeader> of(byte[] b) {
        try {
            if (b.length > 24 && u8(b, 0) == 0x89 && u8(b, 1) == 'P') {
                return size(be32(b, 16), be32(b, 20));
            }
            if (b.length > 10 && u8(b, 0) == 'G' && u8(b, 1) == 'I' && u8(b, 2) == 'F') {
                return size(le16(b, 6), le16(b, 8));
            }
            if (b.length > 26 && u8(b, 0) == 'B' && u8(b, 1) == 'M') {
                boolean old = le32(b, 14) == 12;
                return old ? size(le16(b, 18), le16(b, 20)) : size(le32(b, 18), Math.abs(le32(b, 22)));
            }
            if (b.length > 30 && u8(b, 0) == 'R' && u8(b, 8) == 'W' && u8(b, 9) == 'E') {
                return webp(b);
            }
            if (b.length > 4 && u8(b, 0) == 0xFF && u8(b, 1) == 0xD8) {
                return jpeg(b);
            }
            if (b.length > 8 && ((u8(b, 0) == 'I' && u8(b, 1) == 'I') || (u8(b, 0) == 'M' && u8(b, 1) == 'M'))) {
                return tiff(b, u8(b, 0) == 'I');
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private static Optional<PictureHeader> size(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new PictureHeader(width, height)) : Optional.empty();
    }

    private static Optional<PictureHeader> webp(byte[] b) {
        return switch (u8(b, 15)) {
            case ' ' -> size(le16(b, 26) & 0x3FFF, le16(b, 28) & 0x3FFF);
            case 'L' -> size((le32(b, 21) & 0x3FFF) + 1, ((le32(b, 21) >>> 14) & 0x3FFF) + 1);
            case 'X' -> size((le32(b, 24) & 0xFFFFFF) + 1, (le32(b, 26) >>> 8) + 1);
            default -> Optional.empty();
        };
    }

    /** Walks the segments to the first start-of-frame. */
    private static Optional<PictureHeader> jpeg(byte[] b) {
        int at = 2;
        while (true) {
            while (u8(b, at) != 0xFF) {
                at++;
            }
            while (u8(b, at) == 0xFF) {
                at++;
            }
            int marker = u8(b, at++);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return size(be16(b, at + 5), be16(b, at + 3));
            }
            boolean bare = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!bare) {
                at += Math.max(2, be16(b, at));
            }
        }
    }

    private static Optional<PictureHeader> tiff(byte[] b, boolean little) {
        int directory = little ? le32(b, 4) : be32(b, 4);
        int entries = little ? le16(b, directory) : be16(b, directory);
        int width = 0;
        int height = 0;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + 12 * i;
            int tag = little ? le16(b, at) : be16(b, at);
            boolean isShort = (little ? le16(b, at + 2) : be16(b, at + 2)) == 3;
            int value =
                    isShort ? little ? le16(b, at + 8) : be16(b, at + 8) : little ? le32(b, at + 8) : be32(b, at + 8);
            width = tag == 256 ? value : width;
            height = tag == 257 ? value : height;
        }
        return size(width, height);
    }

    private static int u8(byte[] b, int at) {
        return b[at] & 0xFF;
    }

    private static int be16(byte[] b, int at) {
        return (u8(b, at) << 8) | u8(b, at + 1);
    }

    private static int le16(byte[] b, int at) {
        return (u8(b, at + 1) << 8) | u8(b, at);
    }

    private static int be32(byte[] b, int at) {
        return (be16(b, at) << 16) | be16(b, at + 2);
    }

    private static int le32(byte[] b, int at) {
        return (le16(b, at + 2) << 16) | le16(b, at);
    }
}
