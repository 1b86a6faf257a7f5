package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe can put around an objective, in whole trainings on small published folders. */
class TrainingObjectivesGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void writeData() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder rows = new StringBuilder("en\txx\n");
        for (int i = 0; i < 12; i++) {
            rows.append("the number ")
                    .append(i)
                    .append(" of it\tle nombre ")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(folder.resolve("rows.tsv"), rows.toString());
    }

    private Path recipe(String task) throws IOException {
        String yaml =
                """
                name: tiny
                seed: 5
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                tasks:
                  rows: {pair: [text, text], TASK, batch: 8, data: {kind: table, table: rows.tsv, columns: [en, xx]}}
                stages:
                  - {name: all, steps: 6, warmup: 0, rates: {text: 1e-3, heads: 1e-3}, tasks: {rows: 1}}
                checkpoint_every: 2
                """
                        .replace("TASK", task)
                        .replace("GOLDENS", GOLDENS.toString());
        return Files.writeString(folder.resolve("recipe.yaml"), yaml);
    }

    private List<Double> losses(String task, String out) throws IOException {
        assertThat(TrainingRun.train(recipe(task), folder.resolve(out), false, Progress.none())
                        .finished())
                .isTrue();
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(out).resolve("metrics.jsonl"))) {
            JsonNode step = new ObjectMapper().readTree(line);
            losses.add(step.get("loss").doubleValue());
        }
        return losses;
    }

    @Test
    void sigLipsBiasIsLearnedAndKeptInCheckpointAndModel() throws IOException {
        losses("objective: siglip", "run");
        SafeTensors checkpoint = SafeTensors.open(folder.resolve("run/checkpoint/weights.safetensors"));
        float bias = checkpoint.get("logit_bias/logit_bias.text-text").toFloats()[0];
        assertThat(bias).isNotEqualTo(-10f).isBetween(-10.1f, -9.9f);
        Path model = folder.resolve("run/model");
        SafeTensors heads = SafeTensors.open(model.resolve("heads/model.safetensors"));
        assertThat(heads.get("logit_bias.text-text").toFloats()[0]).isBetween(bias - 0.01f, bias + 0.01f);
        assertThat(ModelFolder.open(model).verify()).isEmpty();
        try (Triptych space = Triptych.load(model)) {
            assertThat(space.embed(Text.of("the number 3"))).hasSize(32);
        }
    }

    @Test
    void aCachedGuidedRunThatDiedGoesOnToTheSameWeightsBitForBit() throws IOException {
        String task = "objective: clip, cached: 3, dropout: 0.2, matryoshka: [8], guide: {own: true, margin: 0.05}";
        losses(task, "whole");
        Path recipe = recipe(task);
        assertThatThrownBy(() -> TrainingRun.train(recipe, folder.resolve("died"), false, dyingAt(3)))
                .hasMessage("power failure");
        assertThat(TrainingRun.train(recipe, folder.resolve("died"), true, Progress.none())
                        .finished())
                .isTrue();
        assertThat(Files.mismatch(weights("whole"), weights("died"))).isEqualTo(-1);
    }

    @Test
    void aPublishedFolderGuides() throws IOException {
        double alone =
                losses("objective: {kind: infonce, symmetric: false}", "alone").get(0);
        String guide = "objective: {kind: infonce, symmetric: false}, guide: {from: " + GOLDENS.resolve("bert") + "}";
        // Random weights find about every other candidate nearer than the positive; each that leaves is less to lose.
        assertThat(losses(guide, "guided").get(0)).isLessThan(alone);
    }

    @Test
    void aPublishedFolderTeaches() throws IOException {
        List<Double> losses =
                losses("objective: mse, matryoshka: [8], teacher: {from: " + GOLDENS.resolve("bert") + "}", "taught");
        assertThat(losses.get(5)).isLessThan(losses.get(0));
    }

    @Test
    void aGuideThatIsNotThereIsNamed() throws IOException {
        Path recipe = recipe("objective: clip, guide: {from: nowhere}");
        assertThatThrownBy(() -> TrainingRun.train(recipe, folder.resolve("run"), false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("nowhere");
    }

    private Path weights(String out) {
        return folder.resolve(out).resolve("checkpoint/weights.safetensors");
    }

    private static Progress dyingAt(int step) {
        return (name, total) -> new Progress.Task() {
            private int done;

            @Override
            public void advance(long steps) {
                done += (int) steps;
                if (done == step && name.equals("training")) {
                    throw new IllegalStateException("power failure");
                }
            }

            @Override
            public void close() {}
        };
    }
}
