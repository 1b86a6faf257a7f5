package dev.triptych.ingest;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A small JPEG of a picture; decoding it also shows whether the picture is whole. */
final class Thumbnails {
    private static final int EDGE = 256;

    private Thumbnails() {}

    /** JPEG bytes, neither edge longer than 256 pixels. */
    static byte[] of(String name, byte[] encoded) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(encoded));
        if (picture == null) {
            return new byte[0];
        }
        double scale = Math.min(1, (double) EDGE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.drawImage(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", out);
        return out.toByteArray();
    }
}
