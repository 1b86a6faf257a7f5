package dev.triptych.objective;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.objective.MinedTriplet.Mining;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code reference_objectives.py} had the reference library compute: forms of objectives that the goldens do not hold. */
class ObjectiveReferenceTest {
    private static final JsonNode NUMBERS = numbers();

    private static JsonNode numbers() {
        try (InputStream in = ObjectiveReferenceTest.class.getResourceAsStream("reference-objectives.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Function<Batch, NDArray>> objectives() {
        Map<String, Function<Batch, NDArray>> all = new HashMap<>();
        InfoNce.Form oneWay = InfoNce.Form.ONE_WAY;
        all.put("hardness in_batch_negatives", new InfoNce(20, oneWay, new Hardness(9, 0))::loss);
        all.put("hardness hard_negatives", new InfoNce(20, oneWay, new Hardness(0, 9))::loss);
        all.put("hardness all_negatives", new InfoNce(20, oneWay, new Hardness(9, 9))::loss);
        all.put("hardness symmetric", new InfoNce(20, InfoNce.Form.SYMMETRIC, new Hardness(9, 0))::loss);
        all.put("improved with hard negatives", new InfoNce(20, InfoNce.Form.IMPROVED, Hardness.NONE)::loss);
        for (Mining mining : Mining.values()) {
            for (Distance distance : Distance.values()) {
                MinedTriplet mined = new MinedTriplet(mining, distance, distance == Distance.EUCLIDEAN ? 1.5 : 0.3);
                String name = mining.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " "
                        + distance.name().toLowerCase(java.util.Locale.ROOT);
                all.put(name + " alone", mined::loss);
                all.put(name + " in groups", b -> mined.loss(b.withGroups(groups())));
            }
        }
        all.put("triplet with two negatives", new Triplet(Distance.EUCLIDEAN, 5)::loss);
        all.put("triplet with one negative", new Triplet(Distance.EUCLIDEAN, 5)::loss);
        all.put("orthogonal with one negative", new Orthogonal(1, 1)::loss);
        all.put("orthogonal", new Orthogonal(1, 1)::loss);
        all.put("orthogonal weighted", new Orthogonal(0.5, 2)::loss);
        InfoNce gist = new InfoNce(5, InfoNce.Form.GIST, Hardness.NONE);
        all.put("gist", b -> new Guided(gist, 0, false).loss(guided(b)));
        all.put("gist absolute", b -> new Guided(gist, 0.2, false).loss(guided(b)));
        all.put("gist relative", b -> new Guided(gist, 0.1, true).loss(guided(b)));
        all.put("siglip", new SigLip()::loss);
        all.put("cosent with ties", b -> new CoSent(20).loss(b.withTargets(groupColumn(b))));
        all.put("contrastive", b -> new Contrastive(0.8).loss(b.withTargets(ofGroup(b, 3))));
        all.put("margin mse of two scores", b -> new MarginMse(1).loss(b.withTargets(matrix(b, "scores"))));
        all.put("margin mse of two margins", b -> new MarginMse(1)
                .loss(b.withTargets(matrix(b, "scores").get(":, :2"))));
        all.put("distill kl of two", b -> new DistillKl(2).loss(b.withTargets(matrix(b, "scores"))));
        all.put("multilingual", b -> new Mse(true).loss(b.withTargets(matrix(b, "teacher"))));
        Matryoshka cut = new Matryoshka(new CoSent(20), List.of(8, 4, 2), List.of(1.0, 0.5, 0.25));
        all.put("matryoshka weighted", b -> cut.loss(b.withTargets(groupColumn(b))));
        return all;
    }

    private static long[] groups() {
        JsonNode row = NUMBERS.get("groups");
        long[] groups = new long[row.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = row.get(i).longValue();
        }
        return groups;
    }

    private static NDArray groupColumn(Batch batch) {
        float[] column = new float[batch.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = groups()[i];
        }
        return batch.anchors().getManager().create(column).reshape(column.length, 1);
    }

    /** 1 for the pairs of a group, 0 for the others. */
    private static NDArray ofGroup(Batch batch, long group) {
        float[] column = new float[batch.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = groups()[i] == group ? 1 : 0;
        }
        return batch.anchors().getManager().create(column).reshape(column.length, 1);
    }

    private static NDArray matrix(Batch batch, String name) {
        return Reference.constant(batch.anchors().getManager(), NUMBERS.get(name));
    }

    private static Batch guided(Batch batch) {
        NDManager manager = batch.anchors().getManager();
        JsonNode guide = NUMBERS.get("guide");
        return batch.withGuide(new Guide(
                Reference.constant(manager, guide.get("anchor")),
                Reference.constant(manager, guide.get("positive")),
                batch.negatives().map(n -> Reference.constant(manager, guide.get("negative")))));
    }

    @TestFactory
    List<DynamicTest> valueAndGradientsAreTheReferenceLibrarys() {
        List<DynamicTest> tests = new ArrayList<>();
        objectives().forEach((name, loss) -> tests.add(DynamicTest.dynamicTest(name, () -> follows(name, loss))));
        return tests;
    }

    @Test
    void everyReferenceIsCompared() {
        TreeSet<String> names = new TreeSet<>();
        NUMBERS.get("cases").fieldNames().forEachRemaining(names::add);
        assertThat(new TreeSet<>(objectives().keySet())).isEqualTo(names);
    }

    private static void follows(String name, Function<Batch, NDArray> loss) {
        JsonNode expected = NUMBERS.get("cases").get(name);
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            NDArray anchor = Reference.leaf(manager, NUMBERS.get("anchor"));
            NDArray positive = Reference.leaf(manager, NUMBERS.get("positive"));
            Batch batch = Batch.of(anchor, positive);
            Optional<NDArray> negative = Optional.empty();
            int each = expected.get("each").intValue();
            if (each > 0) {
                NDArray some = Reference.constant(manager, NUMBERS.get("negatives"))
                        .get(":" + each * batch.size())
                        .duplicate();
                some.setRequiresGradient(true);
                batch = batch.withNegatives(some);
                negative = Optional.of(some);
            }
            NDArray logScale = scalar(manager, Math.log(10));
            NDArray bias = scalar(manager, -3);
            Batch whole = batch.withLogScale(logScale).withLogitBias(bias);
            Reference.value(() -> loss.apply(whole), expected.get("value").doubleValue());
            Reference.gradient("anchors", anchor, Reference.floats(expected.get("anchor")));
            if (expected.has("positive")) {
                Reference.gradient("positives", positive, Reference.floats(expected.get("positive")));
            }
            negative.ifPresent(n -> Reference.gradient("negatives", n, Reference.floats(expected.get("negatives"))));
            if (expected.has("bias")) {
                Reference.gradient(
                        "bias", bias, new float[] {(float) expected.get("bias").doubleValue()});
                Reference.gradient("logScale", logScale, new float[] {
                    (float) expected.get("log_scale").doubleValue()
                });
            }
        }
    }

    private static NDArray scalar(NDManager manager, double value) {
        NDArray scalar = manager.create((float) value);
        scalar.setRequiresGradient(true);
        return scalar;
    }
}
