package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

    /** Checksums of what {@code Image.resize} of Pillow 13.0.0 makes of the pattern of 53 x 37 pixels. */
    @ParameterizedTest
    @CsvSource({
        "NEAREST, 20, 11, d9e74a4c",
        "NEAREST, 97, 80, b975eed8",
        "NEAREST, 53, 9, 5b738682",
        "NEAREST, 7, 37, fac1f5bc",
        "NEAREST, 1, 1, beb6f960",
        "LANCZOS, 20, 11, 6fc8e2b7",
        "LANCZOS, 97, 80, bf894c15",
        "LANCZOS, 53, 9, 28a6d9ac",
        "LANCZOS, 7, 37, 55e92b9b",
        "LANCZOS, 1, 1, 7db8398b",
        "BILINEAR, 20, 11, 106a552b",
        "BILINEAR, 97, 80, 98069a98",
        "BILINEAR, 53, 9, d86cc679",
        "BILINEAR, 7, 37, f661e3fd",
        "BILINEAR, 1, 1, ed07241a",
        "BICUBIC, 20, 11, f8f510e9",
        "BICUBIC, 97, 80, 14699527",
        "BICUBIC, 53, 9, dc932da4",
        "BICUBIC, 7, 37, 1bb00932",
        "BICUBIC, 1, 1, ed07241a",
        "BOX, 20, 11, a1734fd7",
        "BOX, 97, 80, b975eed8",
        "BOX, 53, 9, 1a121e69",
        "BOX, 7, 37, 7202ceb9",
        "BOX, 1, 1, 8c619ba1"
    })
    void everyPixelEqualsPillows(ResampleFilter filter, int width, int height, String checksum) {
        CRC32 crc = new CRC32();
        crc.update(
                Resampler.resize(Samples.pattern(53, 37), width, height, filter).rgb());
        assertThat(HexFormat.of().toHexDigits((int) crc.getValue())).isEqualTo(checksum);
    }

    /** Checksums of what the same arithmetic written with NumPy makes of the pattern; that equals the goldens' pictures exactly. */
    @ParameterizedTest
    @CsvSource({"20, 11, 3ea988f5", "97, 80, 52d09ef7", "53, 9, 233ae54e", "7, 37, 1d41b954"})
    void bicubicWithSixteenBitsEqualsTorchvisions(int width, int height, String checksum) {
        CRC32 crc = new CRC32();
        crc.update(torchvision(Samples.pattern(53, 37), width, height, ResampleFilter.BICUBIC));
        assertThat(HexFormat.of().toHexDigits((int) crc.getValue())).isEqualTo(checksum);
    }

    @Test
    void halfAGreyLevelIsRoundedToEvenByTorchvisionAndUpByPillow() {
        Pixels two = new Pixels(2, 1, new byte[] {0, 1, 2, 1, 2, 3});
        assertThat(torchvision(two, 1, 1, ResampleFilter.BILINEAR)).containsExactly(0, 2, 2);
        assertThat(Resampler.resize(two, 1, 1, ResampleFilter.BILINEAR).rgb()).containsExactly(1, 2, 3);
    }

    private static byte[] torchvision(Pixels pixels, int width, int height, ResampleFilter filter) {
        Area all = new Area(0, 0, width, height);
        return Resampler.resize(pixels, Area.of(pixels), width, height, all, filter, Resampler.Arithmetic.TORCHVISION)
                .rgb();
    }

    @ParameterizedTest
    @EnumSource(ResampleFilter.class)
    void theSameSizeChangesNothing(ResampleFilter filter) {
        Pixels pattern = Samples.pattern(31, 17);
        assertThat(Resampler.resize(pattern, 31, 17, filter).rgb()).isEqualTo(pattern.rgb());
    }

    @ParameterizedTest
    @EnumSource(ResampleFilter.class)
    void aWantedPartEqualsThatPartOfTheWhole(ResampleFilter filter) {
        Pixels pattern = Samples.pattern(53, 37);
        for (Resampler.Arithmetic arithmetic : Resampler.Arithmetic.values()) {
            Pixels whole =
                    Resampler.resize(pattern, Area.of(pattern), 80, 20, new Area(0, 0, 80, 20), filter, arithmetic);
            Area part = new Area(33, 7, 40, 12);
            assertThat(Resampler.resize(pattern, Area.of(pattern), 80, 20, part, filter, arithmetic)
                            .rgb())
                    .isEqualTo(cut(whole, part).rgb());
        }
    }

    @ParameterizedTest
    @EnumSource(ResampleFilter.class)
    void nothingOutsideTheSourceIsLookedAt(ResampleFilter filter) {
        Pixels pattern = Samples.pattern(53, 37);
        Area source = new Area(5, 9, 30, 20);
        for (Resampler.Arithmetic arithmetic : Resampler.Arithmetic.values()) {
            Area all = new Area(0, 0, 13, 41);
            Pixels first = cut(pattern, source);
            assertThat(Resampler.resize(pattern, source, 13, 41, all, filter, arithmetic)
                            .rgb())
                    .isEqualTo(Resampler.resize(first, Area.of(first), 13, 41, all, filter, arithmetic)
                            .rgb());
        }
    }

    @Test
    void floatsStayWithinOneGreyLevelOfPillow() {
        Pixels pattern = Samples.pattern(53, 37);
        byte[] fixed =
                Resampler.resize(pattern, 20, 50, ResampleFilter.BILINEAR).rgb();
        byte[] floating = torchvision(pattern, 20, 50, ResampleFilter.BILINEAR);
        for (int i = 0; i < fixed.length; i++) {
            assertThat(Math.abs((fixed[i] & 0xFF) - (floating[i] & 0xFF))).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aVeryTallPictureNeedsNoMoreMemoryThanItsResult() {
        // A million rows narrowed to 224 columns and kept would be 2.7 GB: more than the tests' JVM has.
        Pixels tall = Samples.slope(8, 1_000_000);
        assertThat(Resampler.resize(tall, 224, 224, ResampleFilter.BICUBIC).rgb())
                .hasSize(3 * 224 * 224);
    }

    @Test
    void areasOutsideThePictureAreRefused() {
        Pixels pattern = Samples.pattern(5, 5);
        Area tooFar = new Area(3, 0, 3, 5);
        assertThatThrownBy(() -> Resampler.resize(
                        pattern, tooFar, 5, 5, Area.of(pattern), ResampleFilter.BOX, Resampler.Arithmetic.PILLOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Resampler.resize(pattern, 0, 5, ResampleFilter.BOX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Pixels cut(Pixels from, Area part) {
        byte[] rgb = new byte[3 * part.width() * part.height()];
        for (int y = 0; y < part.height(); y++) {
            int row = 3 * ((part.y() + y) * from.width() + part.x());
            System.arraycopy(from.rgb(), row, rgb, 3 * y * part.width(), 3 * part.width());
        }
        return new Pixels(part.width(), part.height(), rgb);
    }
}
