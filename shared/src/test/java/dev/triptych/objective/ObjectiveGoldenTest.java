package dev.triptych.objective;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values and gradients of the reference libraries, with a garbage collection between the forward and the backward pass. */
class ObjectiveGoldenTest {
    private final JsonNode golden;
    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

    private NDArray anchor;
    private NDArray positive;
    private NDArray negative;

    /** Of this run; a golden without a test is an objective without one. */
    private static final Set<String> asked = new TreeSet<>();

    private static final Set<String> all = new TreeSet<>();

    ObjectiveGoldenTest() throws IOException {
        Path file = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "losses", "golden.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file + "; set -Dtriptych.goldens=DIR");
        golden = new ObjectMapper().readTree(file.toFile());
        golden.get("losses").fieldNames().forEachRemaining(name -> all.add(name.substring(0, name.indexOf(" ("))));
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
        return Reference.leaf(manager, golden.get(name));
    }

    /** A row of one number per pair. */
    private NDArray column(String name) {
        NDArray column = manager.create(numbers(name));
        return column.reshape(column.size(), 1);
    }

    private float[] numbers(String name) {
        JsonNode row = golden.get(name);
        float[] values = new float[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) row.get(i).doubleValue();
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
        asked.add(name);
        JsonNode expected = expected(name);
        Reference.value(() -> loss.apply(manager), expected.get("value").doubleValue());
        gradient("anchor", anchor, expected);
        gradient("positive", positive, expected);
        gradient("negative", negative, expected);
    }

    private static void gradient(String name, NDArray leaf, JsonNode expected) {
        if (!expected.get("grad_" + name).isNull()) {
            Reference.gradient(name, leaf, Reference.floats(expected.get("grad_" + name)));
        }
    }

    private Batch pairs() {
        return Batch.of(anchor, positive);
    }

    private Batch triplets() {
        return pairs().withNegatives(negative);
    }

    @Test
    void infoNce() {
        follows("infonce", m -> new InfoNce(20, false).loss(Batch.of(anchor, positive)));
    }

    @Test
    void infoNceWithHardNegatives() {
        follows("infonce_hard_negatives", m -> new InfoNce(20, false).loss(triplets()));
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

    @Test
    void improvedInfoNce() {
        follows("infonce_improved", m -> new InfoNce(20, InfoNce.Form.IMPROVED, Hardness.NONE).loss(pairs()));
    }

    @Test
    void sigLip() {
        follows("siglip", m -> new SigLip()
                .loss(pairs().withLogScale(m.create((float) SigLip.FIRST_LOG_SCALE))
                        .withLogitBias(m.create((float) SigLip.FIRST_BIAS))));
    }

    @Test
    void coSent() {
        follows("cosent", m -> new CoSent(20).loss(pairs().withTargets(column("score"))));
    }

    @Test
    void angle() {
        follows("angle", m -> new Angle(20).loss(pairs().withTargets(column("score"))));
    }

    @Test
    void triplet() {
        follows("triplet", m -> new Triplet(Distance.EUCLIDEAN, 5).loss(triplets()));
    }

    @Test
    void tripletOfCosineDistances() {
        follows("triplet_cosine", m -> new Triplet(Distance.COSINE, 0.5).loss(triplets()));
    }

    @Test
    void marginMse() {
        follows("margin_mse", m -> new MarginMse(1)
                .loss(triplets().withTargets(column("teacher_pos").sub(column("teacher_neg")))));
    }

    @Test
    void marginMseOfScores() {
        follows("margin_mse", m -> new MarginMse(1)
                .loss(triplets().withTargets(Contrast.beside(column("teacher_pos"), column("teacher_neg")))));
    }

    @Test
    void distillKl() {
        follows("distill_kl", m -> new DistillKl(1)
                .loss(triplets().withTargets(Contrast.beside(column("teacher_pos"), column("teacher_neg")))));
    }

    @Test
    void mse() {
        follows("mse", m -> new Mse(false).loss(pairs().withTargets(Reference.constant(m, golden.get("positive")))));
    }

    @Test
    void cosineSimilarity() {
        follows("cosine", m -> new CosineSimilarity().loss(pairs().withTargets(column("score"))));
    }

    @Test
    void contrastive() {
        float[] labels = numbers("score");
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] > 0.5 ? 1 : 0;
        }
        follows("contrastive", m -> new Contrastive(0.5)
                .loss(pairs().withTargets(m.create(labels, new Shape(labels.length, 1)))));
    }

    @Test
    void matryoshka() {
        follows("matryoshka", m -> Matryoshka.of(new InfoNce(20, false), List.of(8, 4, 2))
                .loss(pairs()));
    }

    @AfterAll
    static void everyGoldenWasCompared() throws IOException {
        assertThat(asked).isEqualTo(all);
    }
}
