package dev.triptych.vision;

import dev.triptych.space.TriptychException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the first bytes of a picture promise, read without decoding a pixel.
 *
 * @param format by the signature
 * @param width in pixels, as stored: before the orientation is applied
 * @param height in pixels, as stored
 * @param orientation EXIF's tag 274: 1 upright, 2 to 8 mirrored or turned
 */
record PictureHeader(PictureFormat format, long width, long height, int orientation) {
    /** A picture of more pixels is refused before a byte of it is decoded. */
    static final long MAX_PIXELS = 64_000_000;

    /**
     * Reads the header and follows the container to its end, so that a truncated file is found here.
     *
     * @throws TriptychException if the bytes are no picture of a known format, are cut short, or promise too many pixels
     */
    static PictureHeader read(String name, byte[] data) {
        PictureFormat format = Signature.formatOf(data)
                .orElseThrow(() -> new TriptychException(
                        name,
                        Signature.describe(data),
                        "a picture (" + PictureFormat.known() + ")",
                        "leave the file out or convert it"));
        if (!format.decodable()) {
            throw new TriptychException(
                    name,
                    "a picture in the " + format.label() + " format",
                    "one of " + PictureFormat.known(),
                    "convert it, for example to PNG");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(data).asReadOnlyBuffer();
            PictureHeader header =
                    switch (format) {
                        case JPEG -> JpegHeader.read(bytes);
                        case PNG -> PngChunks.header(bytes);
                        case WEBP -> WebpHeader.read(bytes);
                        case TIFF -> TiffHeader.read(bytes);
                        default -> bmp(bytes.order(ByteOrder.LITTLE_ENDIAN));
                    };
            if (header.width < 1 || header.height < 1) {
                throw new BrokenPictureException("a size of " + header.width + " x " + header.height + " pixels");
            }
            return header;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // A position past the end of the buffer: the file promises more than it holds.
            throw broken(name, format, "one that ends after " + data.length + " bytes, before its data", e);
        } catch (BrokenPictureException e) {
            throw broken(name, format, e.found(), e);
        }
    }

    private static TriptychException broken(String name, PictureFormat format, String found, Exception cause) {
        TriptychException e = new TriptychException(
                name,
                "a broken " + format.label() + " picture: " + found,
                "a whole picture (" + PictureFormat.known() + ")",
                "copy or download the file again");
        e.initCause(cause);
        return e;
    }

    /** Whether it would fill the memory. Each side is below 2^32: their product may pass 2^63, the division cannot. */
    boolean tooLarge() {
        return height > 0 && width > MAX_PIXELS / height;
    }

    /** Refuses a picture that would fill the memory. */
    void requireModestSize(String name) {
        if (tooLarge()) {
            throw new TriptychException(
                    name,
                    width + " x " + height + " pixels",
                    "at most " + MAX_PIXELS / 1_000_000 + " megapixels",
                    "scale the picture down first");
        }
    }

    private static PictureHeader bmp(ByteBuffer bytes) throws BrokenPictureException {
        int infoSize = bytes.getInt(14);
        boolean old = infoSize == 12;
        long width = old ? bytes.getShort(18) & 0xFFFF : bytes.getInt(18);
        // A negative height says that the rows come from the top.
        long height = old ? bytes.getShort(20) & 0xFFFF : Math.abs((long) bytes.getInt(22));
        int bits = bytes.getShort(old ? 24 : 28);
        int compression = old ? 0 : bytes.getInt(30);
        if (width < 1 || height < 1 || bits < 1 || bits > 32) {
            throw new BrokenPictureException(width + " x " + height + " pixels of " + bits + " bits");
        }
        boolean plain = compression == 0 || compression == 3;
        long start = bytes.getInt(10) & 0xFFFFFFFFL;
        PictureHeader header = new PictureHeader(PictureFormat.BMP, width, height, 1);
        if (plain && !header.tooLarge() && start + (width * bits + 31) / 32 * 4 * height > bytes.limit()) {
            throw new BrokenPictureException("one that ends after " + bytes.limit() + " bytes, before its last row");
        }
        return header;
    }
}
