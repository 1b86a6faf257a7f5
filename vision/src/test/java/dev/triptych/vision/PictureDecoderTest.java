package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class PictureDecoderTest {
    private static final Pixels PATTERN = Samples.pattern(53, 37);

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "webp"})
    void formatsWithoutLossGiveEveryPixelBack(String format) {
        assertSame(PictureDecoder.decode(format, Samples.encode(PATTERN, format)), PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp"})
    void formatsWithLossComeNear(String format) {
        Pixels slope = Samples.slope(64, 48);
        int[] parameters = {}; // the encoder's own quality
        assertNear(PictureDecoder.decode(format, Samples.encode(slope, format, -1, parameters)), slope, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "webp", "jpg"})
    void onePixelAndNarrowPicturesDecode(String format) {
        for (Pixels small : List.of(Samples.slope(1, 1), Samples.slope(1, 500), Samples.slope(500, 1))) {
            assertNear(
                    PictureDecoder.decode(format, Samples.encode(small, format)), small, format.equals("jpg") ? 60 : 0);
        }
    }

    @Test
    void alphaIsDroppedAndTheColoursUnderItStay() {
        assertSame(PictureDecoder.decode("png", Samples.encode(PATTERN, "png", 0)), PATTERN);
        assertSame(PictureDecoder.decode("tiff", Samples.tiff(PATTERN, 1, 4)), PATTERN);
        Pixels half = PictureDecoder.decode("webp", Samples.encode(PATTERN, "webp", 128, 64, 101));
        assertSame(half, PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "jpg"})
    void greyIsRepeatedInAllThreeChannels(String format) {
        OpenCv.require();
        Mat grey = new Mat(5, 7, CvType.CV_8UC1, new Scalar(77));
        assertThat(PictureDecoder.decode(format, Samples.encode(grey, format)).rgb())
                .containsOnly(77);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void sixteenBitsKeepTheUpperEight(String format) {
        OpenCv.require();
        Mat deep = new Mat(1, 256, CvType.CV_16UC1);
        short[] values = new short[256];
        for (int i = 0; i < 256; i++) values[i] = (short) (i * 256 + (i % 2 == 0 ? 255 : 0));
        deep.put(0, 0, values);
        Pixels decoded = PictureDecoder.decode(format, Samples.encode(deep, format));
        assertThat(IntStream.range(0, 256).map(i -> decoded.rgb()[3 * i] & 0xFF))
                .containsExactlyElementsOf(IntStream.range(0, 256).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void palettesAndBlackAndWhiteAreLookedUp(String format) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY}) {
            BufferedImage image = new BufferedImage(16, 16, type);
            for (int i = 0; i < 256; i++) image.setRGB(i % 16, i / 16, (i * 0x030507) & 0xFFFFFF);
            Pixels decoded = PictureDecoder.decode(format, Samples.encode(image, format));
            for (int i = 0; i < 256; i++) {
                assertThat(rgb(decoded, i % 16, i / 16)).isEqualTo(image.getRGB(i % 16, i / 16) & 0xFFFFFF);
            }
        }
    }

    @Test
    void cmykJpegBecomesRgb() throws IOException {
        // Stored inverted, as every program does it: full cyan stands as 0 of its ink's complement.
        // Pillow's rounding and OpenCV's differ by one.
        assertNear(PictureDecoder.decode("cyan", cmykJpeg(0, 255, 255, 255)), uniform(0, 255, 255), 1);
        assertNear(PictureDecoder.decode("grey", cmykJpeg(255, 255, 255, 128)), uniform(128, 128, 128), 1);
    }

    private static Pixels uniform(int red, int green, int blue) {
        byte[] rgb = new byte[3 * 256];
        for (int i = 0; i < 256; i++) {
            rgb[3 * i] = (byte) red;
            rgb[3 * i + 1] = (byte) green;
            rgb[3 * i + 2] = (byte) blue;
        }
        return new Pixels(16, 16, rgb);
    }

    private static byte[] cmykJpeg(int... ink) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) raster.setPixel(i % 16, i / 16, ink);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, List.of(), null), null);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void exifTurnsAndMirrorsInEveryFormat(int orientation) {
        Pixels upright = Samples.slope(48, 32);
        Pixels stored = storedFor(upright, orientation);
        byte[] little = Samples.exif(orientation, ByteOrder.LITTLE_ENDIAN);
        byte[] big = Samples.exif(orientation, ByteOrder.BIG_ENDIAN);
        byte[] webp = Samples.encode(stored, "webp");
        assertNear(
                PictureDecoder.decode("jpeg", Samples.jpegWithExif(Samples.encode(stored, "jpg"), little)),
                upright,
                12);
        assertNear(
                PictureDecoder.decode("jpeg", Samples.jpegWithExif(Samples.encode(stored, "jpg"), big)), upright, 12);
        assertSame(PictureDecoder.decode("png", Samples.pngWith(Samples.encode(stored, "png"), "eXIf", big)), upright);
        assertSame(
                PictureDecoder.decode("webp", Samples.webpWithExif(webp, stored.width(), stored.height(), little)),
                upright);
        assertSame(PictureDecoder.decode("tiff", Samples.tiff(stored, orientation, 3)), upright);
    }

    /** What a camera held so has to store: EXIF's table of where row 0 and column 0 lie, read backwards. */
    private static Pixels storedFor(Pixels upright, int orientation) {
        int w = upright.width();
        int h = upright.height();
        int storedWidth = orientation >= 5 ? h : w;
        int storedHeight = orientation >= 5 ? w : h;
        byte[] rgb = new byte[upright.rgb().length];
        for (int row = 0; row < storedHeight; row++) {
            for (int column = 0; column < storedWidth; column++) {
                int[] xy =
                        switch (orientation) {
                            case 1 -> new int[] {column, row}; // row 0 is the top, column 0 the left side
                            case 2 -> new int[] {w - 1 - column, row}; // top, right
                            case 3 -> new int[] {w - 1 - column, h - 1 - row}; // bottom, right
                            case 4 -> new int[] {column, h - 1 - row}; // bottom, left
                            case 5 -> new int[] {row, column}; // left, top
                            case 6 -> new int[] {w - 1 - row, column}; // right, top
                            case 7 -> new int[] {w - 1 - row, h - 1 - column}; // right, bottom
                            default -> new int[] {row, h - 1 - column}; // left, bottom
                        };
                System.arraycopy(upright.rgb(), 3 * (xy[1] * w + xy[0]), rgb, 3 * (row * storedWidth + column), 3);
            }
        }
        return new Pixels(storedWidth, storedHeight, rgb);
    }

    @Test
    void damagedExifCostsNobodyThePicture() {
        byte[] jpeg = Samples.encode(Samples.slope(16, 16), "jpg");
        byte[] damaged = Samples.exif(6, ByteOrder.LITTLE_ENDIAN);
        damaged[4] = 120; // the directory lies behind the end
        assertThat(PictureDecoder.decode("jpeg", Samples.jpegWithExif(jpeg, damaged))
                        .width())
                .isEqualTo(16);
        byte[] unknown = Samples.exif(99, ByteOrder.LITTLE_ENDIAN);
        assertSame(
                PictureDecoder.decode("jpeg", Samples.jpegWithExif(jpeg, unknown)),
                PictureDecoder.decode("jpeg", jpeg));
    }

    @Test
    void chunksThatDoNotChangeThePixelsArePassedOver() {
        byte[] odd = Samples.pngWith(
                Samples.encode(PATTERN, "png"), "iCCP", "no profile".getBytes(StandardCharsets.US_ASCII));
        assertSame(PictureDecoder.decode("png", odd), PATTERN);
    }

    @Test
    void anAnimationGivesItsFirstFrame() {
        byte[] still = Samples.encode(PATTERN, "webp");
        ByteBuffer out = ByteBuffer.allocate(still.length + 18 + 24).order(ByteOrder.LITTLE_ENDIAN);
        out.put(still, 0, 4).putInt(out.capacity() - 8).put(still, 8, 4);
        out.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x02);
        out.putShort((short) 52).put((byte) 0).putShort((short) 36).put((byte) 0);
        out.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + still.length - 12);
        out.put(new byte[16]).put(still, 12, still.length - 12);
        assertSame(PictureDecoder.decode("webp", out.array()), PATTERN);
    }

    private static int rgb(Pixels pixels, int x, int y) {
        int at = 3 * (y * pixels.width() + x);
        byte[] rgb = pixels.rgb();
        return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
    }

    private static void assertSame(Pixels actual, Pixels expected) {
        assertNear(actual, expected, 0);
    }

    private static void assertNear(Pixels actual, Pixels expected, int tolerance) {
        assertThat(List.of(actual.width(), actual.height())).containsExactly(expected.width(), expected.height());
        int worst = IntStream.range(0, expected.rgb().length)
                .map(i -> Math.abs((actual.rgb()[i] & 0xFF) - (expected.rgb()[i] & 0xFF)))
                .max()
                .orElseThrow();
        assertThat(worst).as("largest difference in grey levels").isLessThanOrEqualTo(tolerance);
    }
}
