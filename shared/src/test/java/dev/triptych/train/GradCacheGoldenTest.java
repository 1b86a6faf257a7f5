package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.nn.Kernels;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GradCache against the whole batch in one graph, with a garbage collection between every forward and backward pass. */
class GradCacheGoldenTest {
    private static final String EVERYTHING = "steps: 1, rates: {text: 1e-3, code: 1e-3, heads: 1e-3}";
    private static final int PAIRS = 11;

    @TempDir
    private Path dir;

    private record Gradients(double loss, Map<String, float[]> byWeight) {
        float[] of(String weight) {
            return Objects.requireNonNull(byWeight.get(weight), weight);
        }
    }

    private static Gradients gradients(
            TinyTraining tiny, TinyTraining.Rows rows, int chunk, Optional<Encoder<Content>> guide) {
        Recipe.TaskSpec task = tiny.task();
        Recipe.Stage stage = tiny.recipe.stages().get(0);
        WeightGroups groups = new WeightGroups(tiny.towers, tiny.heads);
        groups.learn(w -> stage.rate(w.group()) > 0);
        BatchPreparation preparation = new BatchPreparation(tiny.towers, m -> groups.frozen(m, stage));
        Embedder embedder = new Embedder(tiny.towers, tiny.heads, preparation);
        TaskLoss loss = new TaskLoss(task, tiny.heads, guide);
        GradientPass pass = chunk == 0
                ? new WholeBatch(embedder, loss, System::gc)
                : new GradCache(
                        embedder,
                        loss,
                        chunk,
                        m -> !groups.moved(Set.of(m), stage, "").isEmpty(),
                        System::gc);
        int[] numbers = new int[rows.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        BatchPreparation.Batch batch = preparation.prepare(new BatchPlanner.Step(0, 0, numbers, 99), rows);
        Map<String, float[]> found = new TreeMap<>();
        double value;
        try (NDManager manager = Kernels.get().newManager()) {
            value = pass.collect(manager, batch);
        }
        groups.moved(Set.of(Modality.TEXT, Modality.CODE), stage, task.pair()).forEach((key, w) -> {
            try (NDArray gradient = w.array().getGradient()) {
                found.put(key, gradient.toFloatArray());
            }
            JniUtils.zeroGrad((PtNDArray) w.array());
        });
        return new Gradients(value, found);
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    /** Relative to a weight's largest gradient; where all are rounding errors of zero, to a thousandth of the model's largest. */
    private static void same(Gradients cached, Gradients whole) {
        assertThat(cached.loss()).isCloseTo(whole.loss(), within(1e-5 * Math.abs(whole.loss())));
        assertThat(cached.byWeight().keySet()).isEqualTo(whole.byWeight().keySet());
        float most = 0;
        for (float[] gradient : whole.byWeight().values()) {
            most = Math.max(most, largest(gradient));
        }
        assertThat(most).isGreaterThan(1e-3f);
        for (Map.Entry<String, float[]> weight : whole.byWeight().entrySet()) {
            float tolerance = 1e-5f * Math.max(largest(weight.getValue()), 1e-3f * most);
            float[] found = cached.of(weight.getKey());
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i])
                        .as("%s, entry %d", weight.getKey(), i)
                        .isCloseTo(weight.getValue()[i], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void gradientsAreThoseOfTheWholeBatchHoweverItIsCut(int chunk) {
        String task = "objective: infonce, batch: 11, dropout: 0.3, matryoshka: [8], regulariser: 0.5";
        try (TinyTraining tiny = TinyTraining.of(dir, task, EVERYTHING)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(PAIRS, 2, 0);
            Gradients whole = gradients(tiny, rows, 0, Optional.empty());
            same(gradients(tiny, rows, chunk, Optional.empty()), whole);
        }
    }

    @Test
    void learnedScaleAndBiasGetTheirGradientsOnce() {
        try (TinyTraining tiny = TinyTraining.of(dir, "objective: siglip, batch: 11", EVERYTHING)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(PAIRS, 0, 0);
            Gradients whole = gradients(tiny, rows, 0, Optional.empty());
            assertThat(whole.byWeight())
                    .containsKeys("logit_scale/logit_scale.text-code", "logit_bias/logit_bias.text-code");
            assertThat(largest(whole.of("logit_bias/logit_bias.text-code"))).isPositive();
            same(gradients(tiny, rows, 3, Optional.empty()), whole);
        }
    }

    @Test
    void aSideThatDoesNotLearnDrawsItsDropoutAllTheSame() {
        String stage = "steps: 1, rates: {code: 1e-3}";
        try (TinyTraining tiny = TinyTraining.of(dir, "objective: infonce, batch: 11, dropout: 0.4", stage)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(PAIRS, 1, 0);
            Gradients whole = gradients(tiny, rows, 0, Optional.empty());
            same(gradients(tiny, rows, 4, Optional.empty()), whole);
        }
    }

    @Test
    void aGuideSeesTheWholeBatch() {
        try (TinyTraining tiny =
                TinyTraining.of(dir, "objective: infonce, batch: 11, guide: {own: true}", EVERYTHING)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(PAIRS, 1, 0);
            Gradients guided = gradients(tiny, rows, 0, Optional.of(new LengthGuide()));
            same(gradients(tiny, rows, 4, Optional.of(new LengthGuide())), guided);
            try (TinyTraining plain = TinyTraining.of(dir, "objective: infonce, batch: 11", EVERYTHING)) {
                double unguided = gradients(plain, rows, 0, Optional.empty()).loss();
                assertThat(guided.loss()).isLessThan(unguided - 1e-3);
            }
        }
    }

    @Test
    void oneSidedObjectivesLeaveTheOtherSideAlone() {
        try (TinyTraining tiny =
                TinyTraining.of(dir, "objective: {kind: mse, both_sides: false}, batch: 11", EVERYTHING)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(PAIRS, 0, TinyTraining.WIDTH);
            Gradients whole = gradients(tiny, rows, 0, Optional.empty());
            same(gradients(tiny, rows, 4, Optional.empty()), whole);
            assertThat(largest(whole.of("code/embeddings.word_embeddings.weight")))
                    .isZero();
        }
    }

    @Test
    void noGraphHoldsMoreRowsThanAChunk() {
        try (TinyTraining tiny = TinyTraining.of(dir, "objective: infonce, batch: 11", EVERYTHING)) {
            TinyTraining.Rows rows = new TinyTraining.Rows(30, 1, 0);
            gradients(tiny, rows, 7, Optional.empty());
            assertThat(tiny.mostRows()).isEqualTo(7);
            gradients(tiny, rows, 0, Optional.empty());
            assertThat(tiny.mostRows()).isEqualTo(90);
        }
    }

    /** Finds texts of the same length alike. */
    private record LengthGuide() implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            float[][] vectors = new float[inputs.size()][];
            for (int i = 0; i < vectors.length; i++) {
                double angle = inputs.get(i).toString().length() % 3;
                vectors[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
            }
            return new Embeddings(vectors, new boolean[vectors.length]);
        }

        @Override
        public int width() {
            return 2;
        }

        @Override
        public Fingerprint fingerprint() {
            return new Fingerprint("length", "0");
        }

        @Override
        public void close() {}
    }
}
