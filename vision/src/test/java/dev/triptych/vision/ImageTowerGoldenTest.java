package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.space.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Image towers of published folders answer what transformers and open_clip answer. */
class ImageTowerGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"vit", "dinov2", "clip", "siglip", "open-clip", "mobilenet-v2"})
    void embeddingsEqualTheReferences(String model) throws IOException {
        JsonNode golden = golden(model);
        compare(model, embed(GOLDENS.resolve(model), pictures(golden, model)), golden.get("image_embedding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit", "dinov2", "clip", "siglip", "open-clip", "mobilenet-v2"})
    void aSavedFolderGivesTheSameVectorsUnderTheSameNames(String model, @TempDir Path saved) throws IOException {
        JsonNode golden = golden(model);
        Path folder = GOLDENS.resolve(model);
        try (ImageTower tower = ImageTower.open(folder)) {
            tower.save(saved, DType.F32);
        }
        assertThat(embed(saved, pictures(golden, model))).isEqualTo(embed(folder, pictures(golden, model)));
        List<String> images = Weights.open(folder).names().stream()
                .filter(name -> !name.startsWith("text_")
                        && !name.startsWith("logit_")
                        && !name.endsWith("num_batches_tracked")
                        && (!model.equals("open-clip") || name.startsWith("visual.")))
                .toList();
        assertThat(Weights.open(saved).names()).containsExactlyInAnyOrderElementsOf(images);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-clip"})
    void openClipsPixelValuesAreThoseOfPillow(String model) throws IOException {
        JsonNode corners = golden(model).get("pixel_values_corner");
        try (ImageTower tower = ImageTower.open(GOLDENS.resolve(model))) {
            List<Prepared> prepared = tower.prepare(pictures(golden(model), model));
            for (int i = 0; i < prepared.size(); i++) {
                Prepared.Pixels pixels = (Prepared.Pixels) prepared.get(i);
                for (int c = 0; c < 3; c++) {
                    JsonNode corner = corners.get(i).get(c);
                    for (int y = 0; y < corner.size(); y++) {
                        for (int x = 0; x < corner.get(y).size(); x++) {
                            float ours = pixels.values()[(c * pixels.height() + y) * pixels.width() + x];
                            assertThat(Math.abs(ours - corner.get(y).get(x).doubleValue()))
                                    .as("picture " + i + ", channel " + c + ", row " + y + ", column " + x)
                                    .isLessThan(1e-6);
                        }
                    }
                }
            }
        }
    }

    private static JsonNode golden(String model) throws IOException {
        Path path = GOLDENS.resolve(model).resolve("golden.json");
        assumeTrue(Files.isRegularFile(path), "skipped: no reference answers at " + path);
        return new ObjectMapper().readTree(path.toFile());
    }

    private static List<Picture> pictures(JsonNode golden, String model) {
        List<Picture> pictures = new ArrayList<>();
        golden.get("images")
                .forEach(name -> pictures.add(Picture.of(GOLDENS.resolve(model).resolve(name.asText()))));
        return pictures;
    }

    private static float[] embed(Path folder, List<Picture> pictures) {
        try (ImageTower tower = ImageTower.open(folder);
                NDManager scope = Kernels.get().newManager()) {
            return LengthBuckets.forward(tower, scope, tower.prepare(pictures), false)
                    .toFloatArray();
        }
    }

    private static void compare(String model, float[] ours, JsonNode expected) {
        int width = expected.get(0).size();
        assertThat(ours).hasSize(expected.size() * width);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(
                    worst,
                    Math.abs(ours[i] - expected.get(i / width).get(i % width).asDouble()));
        }
        assertThat(worst).as(model + ": largest difference").isLessThanOrEqualTo(TOLERANCE);
    }
}
