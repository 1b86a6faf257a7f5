package dev.triptych.vision;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures that the tests draw and encode themselves. */
final class Samples {
    private Samples() {}

    /** Every pixel is different from its neighbours. */
    static Pixels pattern(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[at++] = (byte) (x * 37 + y * 11);
                rgb[at++] = (byte) (x * x * 5 + y * y * 3);
                rgb[at++] = (byte) ((x ^ y) * 29);
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Smooth, so that a lossy format keeps it: red grows to the right, green downwards. */
    static Pixels slope(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[at++] = (byte) (x * 255 / Math.max(1, width - 1));
                rgb[at++] = (byte) (y * 255 / Math.max(1, height - 1));
                rgb[at++] = 100;
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** Encodes with OpenCV; {@code alpha} below 0 for none. */
    static byte[] encode(Pixels pixels, String extension, int alpha, int... parameters) {
        OpenCv.require();
        int channels = alpha < 0 ? 3 : 4;
        byte[] bgr = new byte[channels * pixels.width() * pixels.height()];
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            for (int c = 0; c < 3; c++) bgr[channels * i + 2 - c] = pixels.rgb()[3 * i + c];
            if (alpha >= 0) bgr[channels * i + 3] = (byte) alpha;
        }
        Mat mat = new Mat(pixels.height(), pixels.width(), alpha < 0 ? CvType.CV_8UC3 : CvType.CV_8UC4);
        mat.put(0, 0, bgr);
        return encode(mat, extension, parameters);
    }

    static byte[] encode(Mat mat, String extension, int... parameters) {
        MatOfByte encoded = new MatOfByte();
        if (!Imgcodecs.imencode("." + extension, mat, encoded, new MatOfInt(parameters))) {
            throw new IllegalStateException(extension);
        }
        return encoded.toArray();
    }

    /** Without loss in every format but JPEG. */
    static byte[] encode(Pixels pixels, String extension) {
        // Above 100 WebP is lossless.
        return extension.equals("webp")
                ? encode(pixels, extension, -1, Imgcodecs.IMWRITE_WEBP_QUALITY, 101)
                : encode(pixels, extension, -1);
    }

    /** Encodes with the JDK, which knows the kinds that OpenCV does not write. */
    static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) throw new IllegalStateException(format);
        return out.toByteArray();
    }

    /** A TIFF directory with nothing but the orientation, as EXIF carries it. */
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
                .put(tiff.get(0))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return tiff.array();
    }

    /** Puts an APP1 segment behind the start of a JPEG file. */
    static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Puts a chunk behind the header of a PNG file. */
    static byte[] pngWith(byte[] png, String type, byte[] data) {
        int afterHeader = 8 + 12 + 13;
        ByteBuffer out = ByteBuffer.allocate(png.length + 12 + data.length);
        out.put(png, 0, afterHeader).put(pngChunk(type, data));
        return out.put(png, afterHeader, png.length - afterHeader).array();
    }

    static byte[] pngChunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** Makes an extended file of a simple WebP file: VP8X, the picture's chunk, EXIF. */
    static byte[] webpWithExif(byte[] webp, int width, int height, byte[] exif) {
        ByteBuffer out = ByteBuffer.allocate(webp.length + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(webp, 0, 4).putInt(out.capacity() - 8).put(webp, 8, 4);
        out.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x08);
        out.putShort((short) (width - 1))
                .put((byte) 0)
                .putShort((short) (height - 1))
                .put((byte) 0);
        out.put(webp, 12, webp.length - 12);
        return out.put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(exif.length)
                .put(exif)
                .array();
    }

    /** An uncompressed TIFF file with its pixels in one strip; {@code samples} each of 8 bits, 4 with plain alpha. */
    static byte[] tiff(Pixels pixels, int orientation, int samples) {
        int[][] tags = {
            {256, pixels.width()},
            {257, pixels.height()},
            {258, 8},
            {259, 1},
            {262, 2},
            {273, 0},
            {274, orientation},
            {277, samples},
            {278, pixels.height()},
            {279, samples * pixels.width() * pixels.height()},
            {284, 1},
            {338, 2}
        };
        int count = samples == 4 ? tags.length : tags.length - 1;
        int bits = 8 + 2 + 12 * count + 4;
        int strip = bits + 2 * samples;
        ByteBuffer out = ByteBuffer.allocate(strip + tags[9][1]).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) count);
        for (int i = 0; i < count; i++) {
            boolean bitsPerSample = tags[i][0] == 258;
            out.putShort((short) tags[i][0])
                    .putShort((short) (bitsPerSample ? 3 : 4))
                    .putInt(bitsPerSample ? samples : 1);
            out.putInt(bitsPerSample ? bits : tags[i][0] == 273 ? strip : tags[i][1]);
        }
        out.putInt(0);
        for (int i = 0; i < samples; i++) out.putShort((short) 8);
        for (int i = 0; i < pixels.rgb().length; i++) {
            out.put(pixels.rgb()[i]);
            if (samples == 4 && i % 3 == 2) out.put((byte) 0);
        }
        return out.array();
    }
}
