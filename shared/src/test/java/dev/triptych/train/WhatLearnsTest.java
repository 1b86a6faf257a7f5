package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which weights a stage moves, and by which weights the model stands at the end. */
class WhatLearnsTest {
    private static final String STAGE =
            "- {name: one, steps: STEPS, rates: {text: 1e-2, code: 1e-2, heads: 1e-2}, warmup: 0MORE, tasks: {pairs: 1}}";

    @TempDir
    private Path dir;

    private static String stage(int steps, String more) {
        return STAGE.replace("STEPS", Integer.toString(steps)).replace("MORE", more);
    }

    /** Names of the weights that a run changes. */
    private Set<String> moved(String stages) {
        try (TinyTraining tiny = TinyTraining.own(dir, "", stages, "")) {
            Map<String, float[]> before = tiny.weights();
            assertThat(tiny.trainer(dir.resolve("out")).run(false, Progress.none()))
                    .isTrue();
            Set<String> moved = new TreeSet<>();
            tiny.weights().forEach((name, weight) -> {
                if (!Arrays.equals(weight, before.get(name))) {
                    moved.add(name);
                }
            });
            return moved;
        }
    }

    @Test
    void withTopLayersOnlyTheseAndTheHeadsMove() {
        // The code tower's lower layer is the text tower's, its upper one its own.
        Set<String> moved = moved(stage(3, ", top: {text: 1}"));
        assertThat(moved).anyMatch(name -> name.startsWith("text/encoder.layer.1."));
        assertThat(moved).anyMatch(name -> name.startsWith("code/encoder.layer.1."));
        assertThat(moved).anyMatch(name -> name.startsWith("projection."));
        assertThat(moved).noneMatch(name -> name.contains("layer.0.") || name.contains("embeddings"));

        Set<String> heads = moved(stage(3, ", top: {text: 0, code: 0}"));
        assertThat(heads).isNotEmpty().noneMatch(name -> name.contains("/"));

        Set<String> whole = moved(stage(3, ""));
        assertThat(whole).anyMatch(name -> name.startsWith("text/embeddings"));
        assertThat(whole).anyMatch(name -> name.startsWith("text/encoder.layer.0."));
    }

    @Test
    void moreTopLayersThanThereAreAreRefused() {
        assertThatThrownBy(() -> moved(stage(3, ", top: {text: 3}")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("top.text", "3 layers", "at most 2");
    }

    @Test
    void aGroupsWeightDecayPullsThatGroupAlone() {
        Map<String, float[]> none = decayed("0");
        Map<String, float[]> code = decayed("{text: 0, heads: 0, code: 0.9}");
        none.forEach((name, weight) -> {
            boolean matrix = name.startsWith("code/") && name.matches(".*(query|key|value|dense).weight");
            if (matrix && name.contains("layer.1.")) {
                assertThat(code.get(name)).as(name).isNotEqualTo(weight);
            } else if (name.startsWith("text/") || !name.contains("/") || name.endsWith(".bias")) {
                assertThat(code.get(name)).as(name).isEqualTo(weight);
            }
        });
    }

    /** After one step, whose gradients are still the same. */
    private Map<String, float[]> decayed(String decay) {
        try (TinyTraining tiny = TinyTraining.own(dir, "", stage(1, ", weight_decay: " + decay), "")) {
            tiny.trainer(dir.resolve("out")).run(false, Progress.none());
            return tiny.weights();
        }
    }

    @Test
    void theModelIsTheAverageOfTheWeightsBehindEachStep() {
        double decay = 0.7;
        // The rate is constant, so a run of fewer steps is the beginning of a longer one.
        Map<String, double[]> expected = new TreeMap<>();
        weights(0, "").forEach((name, weight) -> expected.put(name, doubles(weight)));
        for (int steps = 1; steps <= 4; steps++) {
            weights(steps, "").forEach((name, weight) -> {
                double[] average = expected.get(name);
                for (int i = 0; average != null && i < weight.length; i++) {
                    average[i] = decay * average[i] + (1 - decay) * weight[i];
                }
            });
        }
        Map<String, float[]> plain = weights(4, "");
        Map<String, float[]> found = weights(4, "ema: " + decay);
        double far = 0;
        for (Map.Entry<String, double[]> entry : expected.entrySet()) {
            float[] average = found.getOrDefault(entry.getKey(), new float[0]);
            assertThat(average).as(entry.getKey()).hasSize(entry.getValue().length);
            float[] last = plain.getOrDefault(entry.getKey(), new float[0]);
            for (int i = 0; i < average.length; i++) {
                assertThat((double) average[i]).as(entry.getKey()).isCloseTo(entry.getValue()[i], within(1e-6));
                far = Math.max(far, Math.abs(average[i] - last[i]));
            }
        }
        assertThat(far).as("distance of the average from the last weights").isGreaterThan(1e-3);
        // What the run goes on from is not the average.
        float[] kept = SafeTensors.open(dir.resolve("average-4/checkpoint/weights.safetensors"))
                .get("projection/projection.up.weight")
                .toFloats();
        assertThat(kept).isEqualTo(plain.get("projection.up.weight"));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private Map<String, float[]> weights(int steps, String root) {
        String stages = stage(Math.max(1, steps), ", schedule: constant");
        try (TinyTraining tiny = TinyTraining.own(dir, "", stages, root)) {
            if (steps > 0) {
                String out = (root.isEmpty() ? "plain-" : "average-") + steps;
                tiny.trainer(dir.resolve(out)).run(false, Progress.none());
            }
            return tiny.weights();
        }
    }
}
