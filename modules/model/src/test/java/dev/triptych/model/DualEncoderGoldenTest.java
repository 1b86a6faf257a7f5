package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of a published folder together give the reference's logits. */
class DualEncoderGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../../../shared/goldens"));

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip"})
    void logitsEqualTheReferences(String model) throws IOException {
        JsonNode golden = golden(model);
        try (DualEncoder encoder = DualEncoder.open(GOLDENS.resolve(model))) {
            if (golden.has("logit_scale") && !golden.get("logit_scale").isNull()) {
                assertThat(encoder.scale()).isCloseTo(golden.get("logit_scale").doubleValue(), within(1e-5));
            }
            double[][] logits =
                    encoder.logits(encoder.embedPictures(pictures(golden, model)), encoder.embedTexts(texts(golden)));
            JsonNode expected = golden.get("logits_per_image");
            assertThat(logits.length).isEqualTo(expected.size());
            double worst = 0;
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i].length).isEqualTo(expected.get(i).size());
                for (int j = 0; j < logits[i].length; j++) {
                    worst = Math.max(
                            worst,
                            Math.abs(logits[i][j] - expected.get(i).get(j).doubleValue()));
                }
            }
            // The goldens give them with four digits behind the point.
            assertThat(worst).as(model + ": largest difference").isLessThanOrEqualTo(0.5e-4 + 2e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void aSavedFolderIsTheWholeModelAgain(String model, @TempDir Path saved) throws IOException {
        JsonNode golden = golden(model);
        Path folder = GOLDENS.resolve(model);
        float[][] texts;
        float[][] pictures;
        try (DualEncoder encoder = DualEncoder.open(folder)) {
            texts = encoder.embedTexts(texts(golden));
            pictures = encoder.embedPictures(pictures(golden, model));
            encoder.save(saved, DType.F32);
        }
        try (DualEncoder again = DualEncoder.open(saved)) {
            assertThat(again.embedTexts(texts(golden))).isDeepEqualTo(texts);
            assertThat(again.embedPictures(pictures(golden, model))).isDeepEqualTo(pictures);
        }
        Weights before = Weights.open(folder);
        Weights after = Weights.open(saved);
        assertThat(after.names()).containsExactlyInAnyOrderElementsOf(before.names());
        for (String name : before.names()) {
            assertThat(after.require(name, before.require(name).shape()).data())
                    .isEqualTo(before.require(name).data());
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

    private static List<Text> texts(JsonNode golden) {
        List<Text> texts = new ArrayList<>();
        golden.get("texts").forEach(text -> texts.add(Text.of(text.asText())));
        return texts;
    }
}
