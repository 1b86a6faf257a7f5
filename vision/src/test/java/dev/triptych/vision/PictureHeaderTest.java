package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {
    private static final Pixels SMALL = Samples.slope(24, 16);

    @Test
    void aPngThatClaims20000By20000IsRefusedBeforeItIsDecoded() {
        byte[] png = Samples.encode(SMALL, "png");
        byte[] header = Arrays.copyOfRange(png, 16, 16 + 13);
        ByteBuffer.wrap(header).putInt(20_000).putInt(20_000);
        byte[] chunk = Samples.pngChunk("IHDR", header);
        System.arraycopy(chunk, 0, png, 8, chunk.length);
        assertTooLarge(png, "20000 x 20000");
        ByteBuffer.wrap(png).putInt(16, -1).putInt(20, -1);
        assertTooLarge(png, "4294967295 x 4294967295");
    }

    @Test
    void aJpegThatClaims65000By65000IsRefused() {
        byte[] jpeg = Samples.encode(SMALL, "jpg");
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65_000).putShort(i + 7, (short) 65_000);
                break;
            }
        }
        assertTooLarge(jpeg, "65000 x 65000");
    }

    @Test
    void aBmpAndATiffThatClaim20000By20000AreRefused() {
        byte[] bmp = Samples.encode(SMALL, "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 20_000).putInt(22, -20_000);
        assertTooLarge(bmp, "20000 x 20000");
        byte[] tiff = Samples.tiff(SMALL, 1, 3);
        ByteBuffer.wrap(tiff)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(10 + 8, 20_000)
                .putInt(22 + 8, 20_000);
        assertTooLarge(tiff, "20000 x 20000");
    }

    @Test
    void aWebpWhoseFrameIsLargerThanItsCanvasIsMeasuredByTheFrame() {
        byte[] webp = Samples.encode(SMALL, "webp", -1, 64, 101);
        // VP8L: signature byte, then 14 bits of width - 1 and 14 of height - 1.
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 16_382 | 16_382 << 14);
        assertTooLarge(Samples.webpWithExif(webp, 24, 16, new byte[0]), "16383 x 16383");
    }

    private static void assertTooLarge(byte[] data, String size) {
        assertThatThrownBy(() -> PictureDecoder.decode("holiday.img", data))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("holiday.img", size, "64 megapixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp", "bmp", "tiff"})
    void aFileCutShortAnywhereIsRefusedWithItsName(String format) {
        byte[] whole = format.equals("tiff") ? Samples.tiff(SMALL, 1, 3) : Samples.encode(SMALL, format);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureDecoder.decode("cut.img", cut))
                    .as("first " + length + " of " + whole.length + " bytes")
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll("cut.img", "JPEG, PNG, WebP, BMP, TIFF");
        }
    }

    @Test
    void aPngWithAWrongChecksumIsRefused() {
        byte[] png = Samples.encode(SMALL, "png");
        png[png.length - 20] ^= 1;
        assertThatThrownBy(() -> PictureDecoder.decode("a.png", png))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("a.png", "checksum");
    }

    @Test
    void aJpegOfAnUnknownKindIsRefused() {
        byte[] jpeg = Samples.encode(SMALL, "jpg");
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                jpeg[i + 1] = (byte) 0xC3; // lossless, which no common program reads
                break;
            }
        }
        assertThatThrownBy(() -> PictureDecoder.decode("a.jpg", jpeg))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("a.jpg", "JPEG", "24 x 16");
    }

    @ParameterizedTest
    @CsvSource({
        "'%PDF-1.7', a PDF document",
        "'<html><body>', HTML or XML",
        "'<svg xmlns=', an SVG drawing",
        "'Dear diary, ', 12 bytes that start with 44 65 61 72 20 64 69 61",
        "'BM is short for benchmark', 25 bytes",
        "'', an empty file"
    })
    void whatIsNoPictureIsCalledWhatItIs(String content, String described) {
        assertThatThrownBy(() -> PictureDecoder.decode("x.png", content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("x.png", described, "JPEG, PNG, WebP, BMP, TIFF");
    }

    @Test
    void formatsThatAreKnownButNotDecodedAreNamed() throws IOException {
        byte[] gif = Samples.encode(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "gif");
        byte[] avif = "\0\0\0 ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PictureDecoder.decode("a.gif", gif))
                .hasMessageContainingAll("a.gif", "GIF format", "PNG");
        assertThatThrownBy(() -> PictureDecoder.decode("a.avif", avif)).hasMessageContainingAll("AVIF format", "PNG");
    }

    @Test
    void theHeaderGivesTheStoredSizeAndTheOrientation() {
        byte[] turned = Samples.jpegWithExif(Samples.encode(SMALL, "jpg"), Samples.exif(6, ByteOrder.BIG_ENDIAN));
        assertThat(PictureHeader.read("a", turned)).isEqualTo(new PictureHeader(PictureFormat.JPEG, 24, 16, 6));
    }
}
