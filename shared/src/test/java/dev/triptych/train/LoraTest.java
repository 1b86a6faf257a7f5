package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerPart;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Lora;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.nn.Tower;
import dev.triptych.objective.Batch;
import dev.triptych.objective.InfoNce;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Low-rank adaptation of the tiny BERT. */
class LoraTest {
    private static final Lora LORA = new Lora(3, 6, Set.of(LayerPart.QUERY, LayerPart.VALUE, LayerPart.UP));
    private static final String STAGE =
            "- {name: one, steps: 6, rates: {text: 1e-2, code: 1e-2, heads: 1e-2}, warmup: 0, tasks: {pairs: 1}}";

    @TempDir
    private Path dir;

    private static final class Plain extends SequenceTower {
        private Plain(Path folder) {
            super(Modality.TEXT, SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT), Object::toString);
        }
    }

    private Tower tower() throws IOException {
        TinyBert.write(dir);
        return new Plain(dir);
    }

    private static LayerStack layers(Tower tower) {
        return tower.layers().orElseThrow();
    }

    /** The matrices of {@code reference_lora.py}. */
    private static void fill(LayerStack layers) {
        int k = 100;
        for (NDArray matrix : layers.lowRank().values()) {
            float[] values = new float[(int) matrix.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) TinyBert.noise(k, i);
            }
            try (NDManager scope = Kernels.get().newManager()) {
                scope.create(values, matrix.getShape()).copyTo(matrix);
            }
            k++;
        }
    }

    private static float[] answer(Tower tower) {
        try (NDManager scope = Kernels.get().newManager()) {
            return tower.forward(scope, List.<Prepared>copyOf(TinyBert.tokens(0, 0)), false)
                    .toFloatArray();
        }
    }

    private static void same(float[] found, float[] expected, float tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("entry %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void lossAndGradientsAreThoseOfPyTorch() throws IOException {
        JsonNode expected;
        try (InputStream in = LoraTest.class.getResourceAsStream("reference-lora.json")) {
            expected = new ObjectMapper().readTree(in);
        }
        try (Tower tower = tower();
                NDManager scope = Kernels.get().newManager()) {
            LayerStack layers = layers(tower);
            layers.adapt(LORA, new SplittableRandom(1));
            fill(layers);
            layers.lowRank().values().forEach(w -> JniUtils.attachGradient((PtNDArray) w, true));
            NDArray loss;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray anchors = tower.forward(scope, List.copyOf(TinyBert.tokens(0, 0)), true);
                NDArray positives = tower.forward(scope, List.copyOf(TinyBert.tokens(0, 1)), true);
                loss = new InfoNce(20, false).loss(Batch.of(anchors, positives));
                System.gc();
                collector.backward(loss);
            }
            assertThat(loss.getFloat()).isCloseTo((float) expected.get("loss").doubleValue(), within(1e-5f));
            JsonNode gradients = expected.get("gradients");
            assertThat(gradients.size()).isEqualTo(12);
            Map<String, NDArray> matrices = layers.lowRank();
            gradients.properties().forEach(entry -> {
                float[] reference = new float[entry.getValue().size()];
                for (int i = 0; i < reference.length; i++) {
                    reference[i] = (float) entry.getValue().get(i).doubleValue();
                }
                NDArray matrix = Objects.requireNonNull(matrices.get(entry.getKey()), entry.getKey());
                try (NDArray gradient = matrix.getGradient()) {
                    same(gradient.toFloatArray(), reference, 1e-6f);
                }
            });
        }
    }

    @Test
    void matricesThatHaveLearnedNothingChangeNothing() throws IOException {
        try (Tower tower = tower()) {
            float[] before = answer(tower);
            layers(tower).adapt(LORA, new SplittableRandom(1));
            assertThat(answer(tower)).isEqualTo(before);
            fill(layers(tower));
            assertThat(answer(tower)).isNotEqualTo(before);
        }
    }

    @Test
    void aMergedTowerAnswersAsTheUnmergedAndIsAnOrdinaryFolder(@TempDir Path saved) throws IOException {
        try (Tower tower = tower()) {
            Set<String> names = Set.copyOf(tower.parameters().keySet());
            layers(tower).adapt(LORA, new SplittableRandom(1));
            fill(layers(tower));
            float[] unmerged = answer(tower);
            layers(tower).merge();
            assertThat(layers(tower).lowRank()).isEmpty();
            same(answer(tower), unmerged, 1e-5f);
            tower.save(saved, DType.F32);
            try (Tower again = new Plain(saved)) {
                assertThat(again.parameters().keySet()).isEqualTo(names);
                same(answer(again), unmerged, 1e-5f);
            }
        }
    }

    @Test
    void anUnmergedTowerIsSavedWithTheWeightsItHadAndItsChangesBesideThem(@TempDir Path saved) throws IOException {
        try (Tower tower = tower()) {
            tower.save(saved.resolve("before"), DType.F32);
            layers(tower).adapt(LORA, new SplittableRandom(1));
            fill(layers(tower));
            float[] unmerged = answer(tower);
            tower.save(saved.resolve("after"), DType.F32);
            assertThat(saved.resolve("after/model.safetensors"))
                    .hasSameBinaryContentAs(saved.resolve("before/model.safetensors"));
            try (Tower again = new Plain(saved.resolve("after"))) {
                assertThat(layers(again).lowRank()).isEmpty();
                same(answer(again), unmerged, 1e-5f);
            }
        }
    }

    @Test
    void aRunWhoseMatricesStayApartLeavesTheWeightsThatItStartedWith() throws IOException {
        try (TinyTraining tiny = TinyTraining.own(dir, "{rank: 2, apart: true}", STAGE, "")) {
            Map<String, float[]> before = tiny.weights();
            tiny.trainer(dir.resolve("out")).run(false, Progress.none());
            tiny.weights().forEach((name, weight) -> {
                if (name.startsWith("text/encoder.layer")) {
                    assertThat(weight).as(name).isEqualTo(before.get(name));
                }
            });
            assertThat(layers(Objects.requireNonNull(tiny.towers.get(Modality.TEXT)))
                            .lowRank())
                    .isNotEmpty();
        }
    }

    @Test
    void onlyTheMatricesMoveAndTheyAreAsManyNumbersAsTheRankSays() {
        try (TinyTraining tiny = TinyTraining.own(dir, "{rank: 2, targets: [query, down]}", STAGE, "")) {
            Map<String, float[]> before = tiny.weights();
            ContrastiveTrainer trainer = tiny.trainer(dir.resolve("out"));
            Map<String, WeightGroups.Weight> learned = trainer.groups().learned(tiny.recipe.stages());
            long numbers = learned.values().stream()
                    .filter(w -> w.group().equals("text"))
                    .mapToLong(w -> w.array().size())
                    .sum();
            // Two layers: query 16 x 16 and down 16 x 32.
            assertThat(numbers).isEqualTo(2L * 2 * ((16 + 16) + (16 + 32)));
            assertThat(learned.keySet()).noneMatch(key -> key.startsWith("text/") && !key.contains("lora"));
            assertThat(trainer.run(false, Progress.none())).isTrue();
            Map<String, float[]> after = tiny.weights();
            before.forEach((name, weight) -> {
                boolean target = name.endsWith("self.query.weight") || name.matches(".*\\d\\.output\\.dense\\.weight");
                boolean own =
                        !name.startsWith("text/") && !name.startsWith("code/embeddings") && !name.contains("layer.0");
                if (target) {
                    assertThat(after.get(name)).as(name).isNotEqualTo(weight);
                } else if (!own) {
                    assertThat(after.get(name)).as(name).isEqualTo(weight);
                }
            });
        }
    }

    @Test
    void aTowerOnBorrowedLayersSeesWhatTheirOwnerLearns() {
        try (TinyTraining tiny = TinyTraining.own(dir, "", STAGE, "")) {
            Tower code = Objects.requireNonNull(tiny.towers.get(Modality.CODE));
            Tower text = Objects.requireNonNull(tiny.towers.get(Modality.TEXT));
            float[] before = answer(code);
            layers(text).adapt(LORA, new SplittableRandom(1));
            fill(layers(text));
            float[] adapted = answer(code);
            assertThat(adapted).isNotEqualTo(before);
            layers(code).merge();
            assertThat(answer(code)).isEqualTo(adapted);
            layers(text).merge();
            same(answer(code), adapted, 1e-5f);
        }
    }

    @Test
    void whatCannotBeAdaptedIsNamed() throws IOException {
        try (Tower tower = tower()) {
            SplittableRandom random = new SplittableRandom(1);
            assertThatThrownBy(() -> layers(tower).adapt(new Lora(2, 2, Set.of(LayerPart.GATE)), random))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll("targets", "gate", "[query, key, value, out, up, down]");
            assertThatThrownBy(() -> layers(tower).adapt(new Lora(16, 2, Set.of(LayerPart.UP)), random))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll("rank", "16");
        }
    }
}
