package dev.triptych.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values and gradients of the reference libraries, with a garbage collection between the forward and the backward pass. */
class ObjectiveGoldenTest {
    private static final double TOLERANCE = 1e-5;

    private final JsonNode golden;
    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

    private NDArray anchor;
    private NDArray positive;
    private NDArray negative;

    ObjectiveGoldenTest() throws IOException {
        Path file = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "losses", "golden.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file + "; set -Dtriptych.goldens=DIR");
        golden = new ObjectMapper().readTree(file.toFile());
        anchor = leaf("anchor");
        positive = leaf("positive");
        negative = leaf("negative");
    }

    @BeforeEach
    void theGoldenIsAsExpected() {
        assertThat(golden.path("losses").size()).isGreaterThan(4);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray leaf(String name) {
        JsonNode rows = golden.get(name);
        NDArray array =
                manager.create(floats(rows), new Shape(rows.size(), rows.get(0).size()));
        array.setRequiresGradient(true);
        return array;
    }

    private static float[] floats(JsonNode rows) {
        int width = rows.get(0).size();
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.get(i / width).get(i % width).doubleValue();
        }
        return values;
    }

    /** The golden whose name starts so, up to the note in brackets. */
    private JsonNode expected(String name) {
        for (var entry : golden.get("losses").properties()) {
            if (entry.getKey().startsWith(name + " (")) {
                return entry.getValue();
            }
        }
        throw new AssertionError("no golden named " + name);
    }

    private void follows(String name, Function<NDManager, NDArray> loss) {
        JsonNode expected = expected(name);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray value = loss.apply(manager);
            double reference = expected.get("value").doubleValue();
            assertThat((double) value.getFloat()).isCloseTo(reference, within(TOLERANCE * reference));
            System.gc(); // what DJL's own scalar operations do not survive
            collector.backward(value);
        }
        same(anchor, expected.get("grad_anchor"));
        same(positive, expected.get("grad_positive"));
        if (!expected.get("grad_negative").isNull()) {
            same(negative, expected.get("grad_negative"));
        }
    }

    /** Relative to the largest entry: the small ones are sums of numbers of its size. */
    private static void same(NDArray leaf, JsonNode expected) {
        float[] reference = floats(expected);
        float largest = 0;
        for (float value : reference) {
            largest = Math.max(largest, Math.abs(value));
        }
        try (NDArray gradient = leaf.getGradient()) {
            float[] found = gradient.toFloatArray();
            assertThat(found).hasSameSizeAs(reference);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as("entry %d", i).isCloseTo(reference[i], within((float) TOLERANCE * largest));
            }
        }
    }

    @Test
    void infoNce() {
        follows("infonce", m -> new InfoNce(20, false).loss(Batch.of(anchor, positive)));
    }

    @Test
    void infoNceWithHardNegatives() {
        follows("infonce_hard_negatives", m -> new InfoNce(20, false)
                .loss(Batch.of(anchor, positive).withNegatives(negative)));
    }

    @Test
    void symmetricInfoNce() {
        follows("infonce_symmetric", m -> new InfoNce(20, true).loss(Batch.of(anchor, positive)));
    }

    @Test
    void clip() {
        follows("clip", m -> new Clip()
                .loss(Batch.of(anchor, positive).withLogScale(m.create((float) Clip.FIRST_LOG_SCALE))));
    }
}
