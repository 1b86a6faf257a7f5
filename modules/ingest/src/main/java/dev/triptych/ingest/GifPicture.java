package dev.triptych.ingest;

import dev.triptych.space.Picture;
import dev.triptych.space.TriptychException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** The first frame of a GIF as PNG, because OpenCV does not read GIF. */
final class GifPicture {
    private static final int HEADER = 10;
    /** The same bound that the picture decoder sets. */
    private static final long MAX_PIXELS = 64_000_000;

    private GifPicture() {}

    static boolean isGif(byte[] bytes) {
        return bytes.length > HEADER && bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F';
    }

    /** A picture whose bytes are converted whenever they are asked for. */
    static Picture of(Picture gif) {
        return new Picture(gif.name(), () -> {
            byte[] bytes = gif.source().read();
            return isGif(bytes) ? png(gif.name(), bytes) : bytes;
        });
    }

    static byte[] png(String name, byte[] gif) throws IOException {
        long width = (gif[6] & 0xFF) | ((gif[7] & 0xFF) << 8);
        long height = (gif[8] & 0xFF) | ((gif[9] & 0xFF) << 8);
        if (width * height > MAX_PIXELS) {
            throw new TriptychException(
                    name, width + " x " + height + " pixels", "at most 64 megapixels", "scale the picture down first");
        }
        BufferedImage frame = ImageIO.read(new ByteArrayInputStream(gif));
        if (frame == null) {
            throw new TriptychException(name, "a broken GIF picture", "a whole one", "copy or download the file again");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(frame, "png", out);
        return out.toByteArray();
    }
}
