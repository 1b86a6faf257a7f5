package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixel values of transformers: each within 2/255 of normalisation's scale, their mean within 0.1/255. */
class PreprocessingGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final Path SHARED = Path.of(System.getProperty("triptych.shared", "../shared"));

    @ParameterizedTest
    @ValueSource(strings = {"mobilenet-v2", "vit", "clip", "siglip", "dinov2"})
    void pixelValuesEqualTransformers(String model) throws IOException {
        Path folder = GOLDENS.resolve(model);
        assumeTrue(Files.isDirectory(folder), () -> "no goldens in " + folder + ": set -Dtriptych.goldens");
        compare(
                Preprocessing.read(folder),
                new ObjectMapper().readTree(folder.resolve("golden.json").toFile()),
                folder);
    }

    @Test
    void pixelValuesOfPhotosEqualTransformers() throws IOException {
        Path golden = GOLDENS.resolve("real/mobilenet.json");
        Path photos = SHARED.resolve("data/flickr8k/images");
        assumeTrue(Files.exists(golden), () -> "no " + golden + ": set -Dtriptych.goldens");
        assumeTrue(Files.isDirectory(photos), () -> "no photos in " + photos + ": set -Dtriptych.shared");
        JsonNode answers = new ObjectMapper().readTree(golden.toFile());
        compare(
                Preprocessing.read(
                        SHARED.resolve("models").resolve(answers.get("model").textValue())),
                answers,
                photos);
    }

    private static void compare(Preprocessing preprocessing, JsonNode golden, Path pictures) throws IOException {
        int plane = preprocessing.width() * preprocessing.height();
        assertThat(golden.get("images").size()).isPositive();
        for (int i = 0; i < golden.get("images").size(); i++) {
            Path file = pictures.resolve(golden.get("images").get(i).textValue());
            float[] values = preprocessing.apply(PictureDecoder.decode(file.toString(), Files.readAllBytes(file)));
            for (int c = 0; c < 3; c++) {
                double level =
                        preprocessing.rescaleFactor() / preprocessing.std().get(c);
                String what = file.getFileName() + ", channel " + c;
                double sum = 0;
                double squares = 0;
                for (int p = c * plane; p < (c + 1) * plane; p++) {
                    sum += values[p];
                    squares += (double) values[p] * values[p];
                }
                double mean = sum / plane;
                assertThat(mean)
                        .as(what + ": mean")
                        .isCloseTo(golden.get("pixel_values_mean").get(i).get(c).doubleValue(), within(0.1 * level));
                if (golden.has("pixel_values_std")) {
                    // With or without Bessel's correction: the difference is far below the tolerance except for one
                    // pixel.
                    assertThat(Math.sqrt(Math.max(0, squares / plane - mean * mean)))
                            .as(what + ": standard deviation")
                            .isCloseTo(
                                    golden.get("pixel_values_std").get(i).get(c).doubleValue(), within(0.3 * level));
                }
                if (golden.has("pixel_values_corner")) {
                    corner(
                            golden.get("pixel_values_corner").get(i).get(c),
                            values,
                            c * plane,
                            preprocessing.width(),
                            2 * level,
                            what);
                }
            }
        }
    }

    private static void corner(JsonNode corner, float[] values, int from, int width, double tolerance, String what) {
        for (int y = 0; y < corner.size(); y++) {
            for (int x = 0; x < corner.get(y).size(); x++) {
                assertThat((double) values[from + y * width + x])
                        .as(what + ": row " + y + ", column " + x)
                        .isCloseTo(corner.get(y).get(x).doubleValue(), within(tolerance));
            }
        }
    }
}
