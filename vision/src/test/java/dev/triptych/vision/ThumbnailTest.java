package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
    @ParameterizedTest
    @CsvSource({"400, 300, 100, 75", "300, 400, 75, 100", "1, 5000, 1, 100", "40, 30, 40, 30", "1, 1, 1, 1"})
    void itIsAJpegNoLongerThanAskedAndNeverLargerThanThePicture(int width, int height, int w, int h) {
        byte[] jpeg = Thumbnail.jpeg(Samples.slope(width, height), 100);
        PictureHeader header = PictureHeader.read("thumbnail", jpeg);
        assertThat(header).isEqualTo(new PictureHeader(PictureFormat.JPEG, w, h, 1));
    }

    @Test
    void itShowsThePicture() {
        Pixels small = PictureDecoder.decode("thumbnail", Thumbnail.jpeg(Samples.slope(256, 256), 64));
        byte[] rgb = small.rgb();
        int right = 3 * (32 * 64 + 63);
        int left = 3 * 32 * 64;
        assertThat((rgb[right] & 0xFF) - (rgb[left] & 0xFF))
                .as("red grows to the right")
                .isGreaterThan(200);
        assertThat((rgb[right + 2] & 0xFF)).as("blue").isBetween(80, 120);
    }

    @Test
    void aSizeBelowOneIsRefused() {
        assertThatThrownBy(() -> Thumbnail.jpeg(Samples.slope(4, 4), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
