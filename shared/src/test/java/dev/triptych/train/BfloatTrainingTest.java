package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.SequenceTower;
import dev.triptych.objective.Batch;
import dev.triptych.objective.InfoNce;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training in bfloat16 with weights, gradients and moments in float32.
 *
 * <p>PyTorch's own two attentions are 9e-4 apart in 15 losses under autocast, and either is 1.3e-3 from float32; the gradients of the first
 * step differ by 1.5e-3 and 1.9e-3 of their norm. So no more than about twice that can be asked.
 */
class BfloatTrainingTest {
    private static final double LOSSES = 2e-3;
    private static final double GRADIENTS = 4e-3;
    /** Of a single tensor; between PyTorch's two attentions 1.5e-2. */
    private static final double TENSOR = 3e-2;

    @TempDir
    private Path dir;

    private static final class Plain extends SequenceTower {
        private Plain(Path folder) {
            super(Modality.TEXT, SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT), Object::toString);
        }
    }

    /** What a training of {@link TinyBert} said: losses, and gradients of the first step. */
    private record Said(List<Double> losses, Map<String, float[]> gradients) {}

    private Said train(int count, boolean bfloat) throws IOException {
        TinyBert.write(dir);
        Said said = new Said(new ArrayList<>(), new LinkedHashMap<>());
        try (Plain tower = new Plain(dir);
                NDManager manager = Kernels.get().newManager()) {
            tower.layers().orElseThrow().autocast(bfloat);
            AdamW optimizer = new AdamW(manager, new AdamW.Settings(0.9, 0.999, 1e-6));
            List<NDArray> learned = List.copyOf(tower.parameters().values());
            learned.forEach(w -> JniUtils.attachGradient((PtNDArray) w, true));
            for (int step = 0; step < count; step++) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray value;
                    try (GradientCollector collector =
                            Engine.getEngine("PyTorch").newGradientCollector()) {
                        NDArray anchors = tower.forward(scope, List.copyOf(TinyBert.tokens(step, 0)), true);
                        NDArray positives = tower.forward(scope, List.copyOf(TinyBert.tokens(step, 1)), true);
                        assertThat(anchors.getDataType()).isEqualTo(DataType.FLOAT32);
                        value = new InfoNce(20, false).loss(Batch.of(anchors, positives));
                        System.gc();
                        collector.backward(value);
                    }
                    said.losses().add((double) value.getFloat());
                }
                if (step == 0) {
                    tower.parameters()
                            .forEach((name, weight) -> said.gradients().put(name, gradient(weight)));
                }
                optimizer.step(List.of(new AdamW.Group(learned, 1e-3, 0.01)), 1.0);
            }
            assertThat(learned).allMatch(w -> w.getDataType() == DataType.FLOAT32);
        }
        return said;
    }

    private static float[] gradient(NDArray weight) {
        try (NDArray gradient = weight.getGradient()) {
            assertThat(gradient.getDataType()).isEqualTo(DataType.FLOAT32);
            return gradient.toFloatArray();
        }
    }

    private static double squares(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - (double) b[i]) * (a[i] - (double) b[i]);
        }
        return sum;
    }

    @Test
    void lossesAndGradientsFollowPyTorchsUnderAutocastAndFloat32() throws IOException {
        JsonNode expected;
        try (InputStream in = BfloatTrainingTest.class.getResourceAsStream("reference-bf16.json")) {
            expected = new ObjectMapper().readTree(in);
        }
        Said narrow = train(15, true);
        Said full = train(15, false);
        assertThat(narrow.losses()).hasSize(15).hasSameSizeAs(expected.get("losses"));
        for (int step = 0; step < 15; step++) {
            double loss = narrow.losses().get(step);
            assertThat(loss)
                    .as("loss of step %d beside PyTorch's", step)
                    .isCloseTo(expected.get("losses").get(step).doubleValue(), within(LOSSES));
            assertThat(loss)
                    .as("loss of step %d beside float32", step)
                    .isCloseTo(full.losses().get(step), within(LOSSES));
        }
        assertThat(Math.abs(narrow.losses().get(0) - full.losses().get(0)))
                .as("bfloat16 is used at all")
                .isGreaterThan(1e-5);
        double apart = 0;
        double all = 0;
        assertThat(expected.get("gradients").size()).isEqualTo(16);
        for (Map.Entry<String, JsonNode> entry : expected.get("gradients").properties()) {
            float[] reference = new float[entry.getValue().size()];
            for (int i = 0; i < reference.length; i++) {
                reference[i] = (float) entry.getValue().get(i).doubleValue();
            }
            float[] found = Objects.requireNonNull(narrow.gradients().get(entry.getKey()), entry.getKey());
            assertThat(found).hasSameSizeAs(reference);
            double size = squares(reference, new float[reference.length]);
            double difference = squares(found, reference);
            // The bias of keys has no influence: its gradient is rounding, and nothing else.
            if (!entry.getKey().endsWith("key.bias")) {
                assertThat(Math.sqrt(difference / size)).as(entry.getKey()).isLessThan(TENSOR);
            }
            apart += difference;
            all += size;
        }
        assertThat(Math.sqrt(apart / all)).as("all gradients").isLessThan(GRADIENTS);
        narrow.gradients().values().forEach(gradient -> {
            for (float g : gradient) {
                assertThat(g).isFinite();
            }
        });
    }

    private List<Double> losses(String out) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve(out).resolve("metrics.jsonl"))) {
            losses.add(new ObjectMapper().readTree(line).path("loss").doubleValue());
        }
        return losses;
    }

    @Test
    void aRecipeThatSaysSoTrainsSoAndKeepsEverythingInFloat32() throws IOException {
        String stage = "- {name: one, steps: 8, rates: {text: 1e-3, code: 1e-3, heads: 1e-3}, tasks: {pairs: 1}}";
        for (String precision : List.of("fp32", "bf16")) {
            try (TinyTraining tiny = TinyTraining.own(dir, "{rank: 2}", stage, "precision: " + precision)) {
                assertThat(tiny.trainer(dir.resolve(precision)).run(false, Progress.none()))
                        .isTrue();
            }
        }
        List<Double> full = losses("fp32");
        List<Double> narrow = losses("bf16");
        assertThat(narrow).hasSize(8);
        for (int step = 0; step < 8; step++) {
            assertThat(narrow.get(step)).as("step %d", step).isCloseTo(full.get(step), within(2e-2));
        }
        assertThat(Math.abs(narrow.get(0) - full.get(0))).isGreaterThan(1e-6);
        for (String file : List.of("weights", "moments")) {
            SafeTensors tensors = SafeTensors.open(dir.resolve("bf16/checkpoint/" + file + ".safetensors"));
            assertThat(tensors.names())
                    .isNotEmpty()
                    .allMatch(name -> tensors.get(name).dtype() == DType.F32);
        }
    }

    @Test
    void bothPassesOfGradCacheComputeInIt() throws IOException {
        String stage = "steps: 1, rates: {text: 1e-3, code: 1e-3, heads: 1e-3}, precision: ";
        for (String[] run :
                new String[][] {{"whole", "", "bf16"}, {"cached", ", cached: 3", "bf16"}, {"full", "", "fp32"}}) {
            try (TinyTraining tiny = TinyTraining.of(dir, "objective: infonce, batch: 8" + run[1], stage + run[2])) {
                tiny.trainer(dir.resolve(run[0])).run(false, Progress.none());
            }
        }
        double whole = losses("whole").get(0);
        assertThat(losses("cached").get(0)).isCloseTo(whole, within(2e-6));
        assertThat(Math.abs(losses("full").get(0) - whole)).isGreaterThan(1e-5);
    }

    @Test
    void whatIsFrozenAnswersInFloat32() throws IOException {
        String stage = "- {name: one, steps: 3, rates: {heads: 1e-3}, tasks: {pairs: 1}}";
        for (String precision : List.of("fp32", "bf16")) {
            try (TinyTraining tiny = TinyTraining.own(dir, "", stage, "precision: " + precision)) {
                tiny.trainer(dir.resolve(precision)).run(false, Progress.none());
            }
        }
        assertThat(losses("bf16")).isEqualTo(losses("fp32"));
    }
}
