package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.space.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published MobileNetV2 answers what transformers answers. */
class MobileNetV2GoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final double TOLERANCE = 1e-5;

    @Test
    void aSmallFolderGivesTheReferencesEmbeddings() throws IOException {
        JsonNode golden = golden("mobilenet-v2/golden.json");
        Path folder = GOLDENS.resolve("mobilenet-v2");
        compare(embed(folder, pictures(golden, folder)), golden.get("image_embedding"));
    }

    @Test
    void realWeightsGiveTheReferencesEmbeddings() throws IOException {
        JsonNode golden = golden("real/mobilenet.json");
        Path folder = GOLDENS.resolve("../models").resolve(golden.get("model").asText());
        Path photos = GOLDENS.resolve("../data/flickr8k/images");
        assumeTrue(Files.isDirectory(folder) && Files.isDirectory(photos), "skipped: no real weights or photos");
        compare(embed(folder, pictures(golden, photos)), golden.get("embedding"));
    }

    @Test
    void aSavedFolderLoadsAsTheSameTower(@TempDir Path saved) throws IOException {
        JsonNode golden = golden("mobilenet-v2/golden.json");
        Path folder = GOLDENS.resolve("mobilenet-v2");
        try (ImageTower tower = ImageTower.open(folder)) {
            tower.save(saved, DType.F32);
        }
        compare(embed(saved, pictures(golden, folder)), golden.get("image_embedding"));
    }

    private static JsonNode golden(String file) throws IOException {
        Path path = GOLDENS.resolve(file);
        assumeTrue(Files.isRegularFile(path), "skipped: no reference answers at " + path);
        return new ObjectMapper().readTree(path.toFile());
    }

    private static List<Picture> pictures(JsonNode golden, Path folder) {
        List<Picture> pictures = new ArrayList<>();
        golden.get("images").forEach(name -> pictures.add(Picture.of(folder.resolve(name.asText()))));
        return pictures;
    }

    private static float[] embed(Path folder, List<Picture> pictures) {
        try (ImageTower tower = ImageTower.open(folder);
                NDManager scope = Kernels.get().newManager()) {
            return LengthBuckets.forward(tower, scope, tower.prepare(pictures), false)
                    .toFloatArray();
        }
    }

    private static void compare(float[] ours, JsonNode expected) {
        int width = expected.get(0).size();
        assertThat(ours).hasSize(expected.size() * width);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(
                    worst,
                    Math.abs(ours[i] - expected.get(i / width).get(i % width).asDouble()));
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(TOLERANCE);
    }
}
