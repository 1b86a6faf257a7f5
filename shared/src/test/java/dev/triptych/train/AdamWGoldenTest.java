package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.nn.Kernels;
import dev.triptych.objective.Batch;
import dev.triptych.objective.InfoNce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Ten steps of PyTorch's own AdamW on a linear layer under InfoNCE: learning rate 0.01 with a warm-up of three steps and a cosine, betas 0.9 and
 * 0.98, epsilon 1e-6, decay 0.1 on the matrix and none on the bias, gradients clipped to a norm of 1. The file does not name these numbers; they are
 * the only ones that its trace fits (to 2e-7).
 */
class AdamWGoldenTest {
    private static final double RATE = 0.01;
    private static final double DECAY = 0.1;
    private static final double TOLERANCE = 1e-5;

    private final JsonNode golden;

    AdamWGoldenTest() throws IOException {
        Path file = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "adamw", "golden.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file + "; set -Dtriptych.goldens=DIR");
        golden = new ObjectMapper().readTree(file.toFile());
    }

    private static NDArray array(NDManager manager, JsonNode node) {
        boolean matrix = node.get(0).isArray();
        Shape shape = matrix ? new Shape(node.size(), node.get(0).size()) : new Shape(node.size());
        return manager.create(floats(node), shape);
    }

    private static float[] floats(JsonNode node) {
        int width = node.get(0).isArray() ? node.get(0).size() : 1;
        float[] values = new float[node.size() * width];
        for (int i = 0; i < values.length; i++) {
            JsonNode row = node.get(i / width);
            values[i] = (float) (row.isArray() ? row.get(i % width) : row).doubleValue();
        }
        return values;
    }

    private static void same(String what, NDArray found, JsonNode expected) {
        float[] reference = floats(expected);
        float[] values = found.toFloatArray();
        assertThat(values).hasSameSizeAs(reference);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("%s, entry %d", what, i).isCloseTo(reference[i], within((float) TOLERANCE));
        }
    }

    @Test
    void everyRateLossNormAndWeightOfTheTraceIsReproduced() {
        JsonNode steps = golden.get("steps");
        assertThat(steps.size()).isEqualTo(10);
        Schedule schedule = new Schedule(Schedule.Shape.COSINE, 3, steps.size());
        try (NDManager manager = Kernels.get().newManager()) {
            NDArray weight = array(manager, golden.get("w0"));
            NDArray bias = array(manager, golden.get("b0"));
            weight.setRequiresGradient(true);
            bias.setRequiresGradient(true);
            AdamW optimizer = new AdamW(manager, new AdamW.Settings(0.9, 0.98, 1e-6));
            for (int i = 0; i < steps.size(); i++) {
                JsonNode step = steps.get(i);
                double rate = RATE * schedule.factor(i);
                assertThat(rate)
                        .as("rate of step %d", i)
                        .isCloseTo(step.get("lr").doubleValue(), within(1e-9));
                double loss = backward(manager, weight, bias);
                double norm = optimizer.step(
                        List.of(new AdamW.Group(List.of(weight), rate, DECAY), new AdamW.Group(List.of(bias), rate, 0)),
                        1.0);
                close("loss of step " + i, loss, step.get("loss").doubleValue());
                close("norm of step " + i, norm, step.get("grad_norm").doubleValue());
                same("weight after step " + i, weight, step.get("w"));
                same("bias after step " + i, bias, step.get("b"));
            }
        }
    }

    private double backward(NDManager manager, NDArray weight, NDArray bias) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray x = array(scope, golden.get("x"));
            NDArray y = array(scope, golden.get("y"));
            NDArray loss = new InfoNce(20, false).loss(Batch.of(x.matMul(weight).add(bias), y));
            System.gc();
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private static void close(String what, double found, double expected) {
        assertThat(found).as(what).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
    }
}
