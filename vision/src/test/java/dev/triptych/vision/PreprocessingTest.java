package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.nn.Augmentation;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
    private static final String NORM = "'image_mean': [0.5, 0.4, 0.3], 'image_std': [0.5, 0.25, 1]";

    private final Path folder;

    PreprocessingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Preprocessing read(String json) throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), json.replace('\'', '"'));
        return Preprocessing.read(folder);
    }

    @Test
    void oldAndNewSpellingsOfTheSizesMeanTheSame() throws IOException {
        Preprocessing fresh = read("{'size': {'shortest_edge': 72}, 'do_center_crop': true, 'resample': 3,"
                + "'crop_size': {'height': 64, 'width': 64}, " + NORM + "}");
        Preprocessing old = read("{'size': 72, 'crop_size': 64, 'resample': 3, " + NORM + "}");
        assertThat(old).isEqualTo(fresh);
        assertThat(fresh)
                .isEqualTo(new Preprocessing(
                        new Resize.ShortestEdge(72),
                        64,
                        64,
                        ResampleFilter.BICUBIC,
                        1 / 255.0,
                        List.of(0.5, 0.4, 0.3),
                        List.of(0.5, 0.25, 1.0)));
        assertThat(read("{'size': 32, 'image_processor_type': 'ViTImageProcessor', " + NORM + "}")
                        .resize())
                .isEqualTo(new Resize.Exact(32, 32));
        assertThat(read("{'size': {'height': 20, 'width': 30}, " + NORM + "}").width())
                .isEqualTo(30);
    }

    @Test
    void whatIsSwitchedOffIsNotDone() throws IOException {
        Preprocessing raw = read(
                "{'do_resize': false, 'crop_size': 2, 'do_rescale': false, 'do_normalize': false, 'do_center_crop': true}");
        Pixels pattern = Samples.pattern(4, 4);
        float[] values = raw.apply(pattern);
        assertThat(values[0]).isEqualTo(pattern.rgb()[3 * (4 + 1)] & 0xFF);
        assertThat(values[4 + 3]).isEqualTo(pattern.rgb()[3 * (2 * 4 + 2) + 1] & 0xFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'size': 'big', NORM}                                        | size",
                "{'size': {'longest_edge': 9}, NORM}                          | size",
                "{'size': 0, NORM}                                            | size",
                "{'size': {'height': 1000000, 'width': 2}, NORM}              | size.height",
                "{'size': {'shortest_edge': 9}, NORM}                         | do_center_crop",
                "{'size': 8, 'crop_size': {'height': 8}, NORM}                | crop_size.width",
                "{'size': 8, 'do_center_crop': true, NORM}                    | crop_size",
                "{'size': 8, 'resample': 6, NORM}                             | resample",
                "{'size': 8, 'image_mean': [1, 2], 'image_std': [1, 1, 1]}    | image_mean",
                "{'size': 8, 'image_mean': [0, 0, 0], 'image_std': [1, 0, 1]} | image_std",
                "{'size': 8, 'image_mean': [0, 0, 0]}                         | image_std",
                "{'size': 8, 'do_resize': 'yes', NORM}                        | do_resize",
            })
    void errorsNameFileAndField(String json, String field) {
        assertThatThrownBy(() -> read(json.replace("\"", "'").replace("NORM", NORM)))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("preprocessor_config.json", field);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Preprocessing.read(folder.resolve("nowhere")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("preprocessor_config.json");
    }

    @Test
    void aPictureSmallerThanTheCropGetsBlackAroundIt() {
        Preprocessing crop = new Preprocessing(
                new Resize.None(),
                5,
                3,
                ResampleFilter.BILINEAR,
                1 / 255.0,
                List.of(0.5, 0.5, 0.5),
                List.of(0.5, 0.5, 0.5));
        byte[] white = new byte[3 * 2 * 7];
        Arrays.fill(white, (byte) 255);
        float[] values = crop.apply(new Pixels(2, 7, white));
        for (int row = 0; row < 9; row++) {
            assertThat(Arrays.copyOfRange(values, 5 * row, 5 * row + 5)).containsExactly(-1, 1, 1, -1, -1);
        }
    }

    @Test
    void aPictureOneMillionTimesAsLongAsWideIsPreparedAtOnce() {
        Preprocessing usual = new Preprocessing(
                new Resize.ShortestEdge(256),
                224,
                224,
                ResampleFilter.BICUBIC,
                1,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0));
        assertThat(usual.apply(Samples.slope(1, 1_000_000))).hasSize(3 * 224 * 224);
        assertThat(usual.apply(Samples.slope(1_000_000, 1))).hasSize(3 * 224 * 224);
    }

    @Test
    void augmentingGivesTheSameForTheSameSeedAndMirrorsHalfOfThem() {
        Preprocessing small = new Preprocessing(
                new Resize.ShortestEdge(20),
                16,
                16,
                ResampleFilter.BILINEAR,
                1,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0));
        Pixels slope = Samples.slope(64, 48); // red grows to the right
        assertThat(small.augment(slope, Augmentation.DEFAULT, new Random(7)))
                .isEqualTo(small.augment(slope, Augmentation.DEFAULT, new Random(7)));
        int mirrored = 0;
        Random random = new Random(1);
        Set<String> different = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            float[] values = small.augment(slope, Augmentation.DEFAULT, random);
            assertThat(values).hasSize(3 * 16 * 16);
            different.add(Arrays.toString(values));
            if (values[0] > values[15]) mirrored++;
        }
        assertThat(mirrored).isBetween(150, 250);
        assertThat(different.size()).as("different crops out of 400").isGreaterThan(350);
    }

    @Test
    void randomPartsHaveTheAreaAndProportionsThatTheyMay() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Area part = RandomCrop.draw(500, 375, 0.6, 1, random);
            assertThat(part.within(500, 375)).isTrue();
            assertThat(part.width() * part.height() / (500.0 * 375)).isBetween(0.59, 1.0);
            assertThat((double) part.width() / part.height()).isBetween(0.74, 1.35);
        }
        for (int[] odd : new int[][] {{1, 1}, {1, 900}, {900, 1}, {2, 3}}) {
            Area part = RandomCrop.draw(odd[0], odd[1], 0.6, 1, random);
            assertThat(part.within(odd[0], odd[1])).isTrue();
        }
    }
}
