package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss that is no number, provoked by one row of the data. */
class NotANumberGoldenTest {
    @TempDir
    private Path dir;

    /** Rows with a score each; that of row 9 is NaN. */
    private record OneBad(TinyTraining.Rows rows) implements PairSource {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Pair draw(int index, RandomGenerator random) {
            Pair good = rows.draw(index, random);
            return index == 9
                    ? new Pair(good.anchor(), good.positive(), good.group(), List.of(), List.of(Float.NaN))
                    : good;
        }

        @Override
        public long group(int index) {
            return 1000L + index;
        }

        @Override
        public int targets() {
            return 1;
        }

        @Override
        public Modality anchors() {
            return rows.anchors();
        }

        @Override
        public Modality positives() {
            return rows.positives();
        }
    }

    @Test
    void aLossThatIsNoNumberNamesStepTaskPairsAndTheLastGoodCheckpointWhichStays() throws Exception {
        String stage = "steps: 12, rates: {heads: 1e-3}";
        try (TinyTraining tiny = TinyTraining.of(dir, "objective: cosine, batch: 2", stage)) {
            Path recipe = dir.resolve("recipe.yaml");
            Recipe every = Recipe.read(Files.writeString(recipe, Files.readString(recipe) + "checkpoint_every: 1\n"));
            PairSource rows = new OneBad(new TinyTraining.Rows(12, 0, 1));
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    every, "hash", tiny.towers, tiny.heads, Map.of("pairs", rows), dir.resolve("run"));
            assertThatThrownBy(() -> trainer.run(false, Progress.none()))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining("task pairs")
                    .hasMessageContaining("9")
                    .hasMessageContaining("1009")
                    .hasMessageContaining("the loss NaN");
            List<String> lines = Files.readAllLines(dir.resolve("run/metrics.jsonl"));
            assertThatThrownBy(() -> trainer.run(true, Progress.none()))
                    .hasMessageContaining("step " + lines.size() + ", task")
                    .hasMessageContaining("checkpoint of step " + lines.size());
            assertThat(Files.readAllLines(dir.resolve("run/metrics.jsonl"))).isEqualTo(lines);
        }
    }
}
