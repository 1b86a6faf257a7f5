package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every objective that a recipe can name, through the trainer on a tiny tower. */
class ObjectiveKindsGoldenTest {
    private static final String STAGE = "steps: 8, warmup: 0, rates: {text: 1e-3, code: 1e-3, heads: 2e-3}";

    @TempDir
    private Path dir;

    /** Here, because a skip inside of what is expected to fail would count as a failure of another kind. */
    @BeforeEach
    void theFolderIsThere() {
        TinyTraining.bert();
    }

    private List<Double> losses(String task, TinyTraining.Rows rows) throws IOException {
        return losses(task, rows, Map.of());
    }

    private List<Double> losses(String task, TinyTraining.Rows rows, Map<String, Encoder<Content>> guides)
            throws IOException {
        Path out = Files.createTempDirectory(dir, "run");
        try (TinyTraining tiny = TinyTraining.of(dir, "batch: 8, " + task, STAGE)) {
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    tiny.recipe, "hash", tiny.towers, tiny.heads, Map.of("pairs", rows), guides, out, Optional.empty());
            assertThat(trainer.run(false, Progress.none())).isTrue();
        }
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("metrics.jsonl"))) {
            JsonNode step = new ObjectMapper().readTree(line);
            losses.add(step.get("loss").doubleValue());
        }
        assertThat(losses).hasSize(8).allMatch(Double::isFinite);
        return losses;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objective: infonce, symmetric: false|0|0",
                "objective: {kind: infonce, scale: 10, hardness: {in_batch: 9, hard_negatives: 5}}|2|0",
                "objective: {kind: infonce, improved: true}|1|0",
                "objective: {kind: infonce, gist: true}|1|0",
                "objective: clip|0|0",
                "objective: siglip|0|0",
                "objective: cosent|0|1",
                "objective: angle|0|1",
                "objective: cosine|0|1",
                "objective: contrastive|0|1",
                "objective: triplet|2|0",
                "objective: {kind: triplet, distance: euclidean, margin: 1}|1|0",
                "objective: {kind: triplet, mining: batch-hard}|0|0",
                "objective: {kind: triplet, mining: batch-hard-soft}|1|0",
                "objective: {kind: triplet, mining: batch-semi-hard, distance: euclidean}|0|0",
                "objective: {kind: margin-mse, scale: 5}|2|3",
                "objective: margin-mse|2|2",
                "objective: {kind: kl, student_temperature: 0.1}|2|3",
                "objective: mse|0|32",
                "'objective: cosent, matryoshka: {widths: [16, 8], weights: [1, 0.5]}, weight: 0.1'|0|1",
                "'objective: infonce, cached: 3, matryoshka: [8], dropout: 0.2'|1|0",
                "'objective: clip, cached: 3, regulariser: 1'|0|0",
            })
    void everyKindTrainsAndItsLossFalls(String task, int negatives, int targets) throws IOException {
        List<Double> losses = losses(task, new TinyTraining.Rows(8, negatives, targets));
        assertThat(losses.get(7)).isLessThan(losses.get(0));
    }

    @Test
    void aRecipesWeightMultipliesItsLoss() throws IOException {
        TinyTraining.Rows rows = new TinyTraining.Rows(8, 0, 0);
        double whole = losses("objective: clip", rows).get(0);
        assertThat(losses("objective: clip, weight: 0.25", rows).get(0)).isCloseTo(whole / 4, within(1e-5));
    }

    @Test
    void theCachedRunLosesWhatTheUncachedOneDoes() throws IOException {
        TinyTraining.Rows rows = new TinyTraining.Rows(8, 1, 0);
        List<Double> whole = losses("objective: infonce, dropout: 0.2", rows);
        List<Double> cached = losses("objective: infonce, dropout: 0.2, cached: 3", rows);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(cached.get(i)).isCloseTo(whole.get(i), within(1e-3));
        }
        assertThat(whole.get(7)).isLessThan(whole.get(0) - 0.1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clip|2|0|hard negatives",
                "triplet|0|0|no hard negatives",
                "cosent|0|0|0 targets",
                "margin-mse|2|1|1 targets",
                "kl|2|2|2 targets",
                "mse|0|5|5 targets",
            })
    void dataThatAnObjectiveCannotUseIsRefusedBeforeTheFirstStep(
            String kind, int negatives, int targets, String found) {
        assertThatThrownBy(() -> losses("objective: " + kind, new TinyTraining.Rows(8, negatives, targets)))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("task pairs", found);
    }
}
