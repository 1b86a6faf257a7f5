package dev.triptych.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text sides of published CLIP-like folders answer what transformers and open_clip answer. */
class ClipTextTowerGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void idsEqualTheReferences(String model) throws IOException {
        JsonNode golden = golden(model);
        JsonNode expected = golden.get(model.equals("open-clip") ? "padded_ids" : "input_ids");
        try (Tower tower = open(GOLDENS.resolve(model))) {
            List<Prepared> prepared = tower.prepare(texts(golden));
            for (int i = 0; i < prepared.size(); i++) {
                int[] ids = ((Prepared.Tokens) prepared.get(i)).ids();
                // open_clip pads with zeros, which a causal model never looks at.
                int[] padded = model.equals("open-clip")
                        ? Arrays.copyOf(ids, expected.get(i).size())
                        : ids;
                assertThat(padded)
                        .as(golden.get("texts").get(i).asText())
                        .isEqualTo(new ObjectMapper().convertValue(expected.get(i), int[].class));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void embeddingsEqualTheReferences(String model) throws IOException {
        JsonNode golden = golden(model);
        float[] ours = embed(GOLDENS.resolve(model), texts(golden));
        JsonNode expected = golden.get("text_embedding");
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

    @ParameterizedTest
    @ValueSource(strings = {"clip", "siglip", "open-clip"})
    void aSavedFolderGivesTheSameVectorsUnderTheSameNames(String model, @TempDir Path saved) throws IOException {
        JsonNode golden = golden(model);
        Path folder = GOLDENS.resolve(model);
        try (Tower tower = open(folder)) {
            tower.save(saved, DType.F32);
        }
        assertThat(embed(saved, texts(golden))).isEqualTo(embed(folder, texts(golden)));
        assertThat(Weights.open(saved).names())
                .containsExactlyInAnyOrderElementsOf(Weights.open(folder).names().stream()
                        .filter(name -> !name.startsWith("visual")
                                && !name.startsWith("vision_model.")
                                && !name.startsWith("logit_"))
                        .toList());
    }

    private static JsonNode golden(String model) throws IOException {
        Path path = GOLDENS.resolve(model).resolve("golden.json");
        assumeTrue(Files.isRegularFile(path), "skipped: no reference answers at " + path);
        return new ObjectMapper().readTree(path.toFile());
    }

    private static List<Text> texts(JsonNode golden) {
        List<Text> texts = new ArrayList<>();
        golden.get("texts").forEach(text -> texts.add(Text.of(text.asText())));
        return texts;
    }

    private static Tower open(Path folder) {
        return TextTowers.open(folder, new SequenceEncoder.Options(Pooling.MEAN, 0));
    }

    private static float[] embed(Path folder, List<Text> texts) {
        try (Tower tower = open(folder);
                NDManager scope = Kernels.get().newManager()) {
            return LengthBuckets.forward(tower, scope, tower.prepare(texts), false)
                    .toFloatArray();
        }
    }
}
