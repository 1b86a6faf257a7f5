package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row says beside its pair, its hard negatives and its numbers, reaches the objective. */
class RowsObjectivesGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    private static final String PAIRS = "anchor: q, positive: a";

    @TempDir
    Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder rows = new StringBuilder("q\ta\tn\tup\tdown\n");
        for (int i = 0; i < 4; i++) {
            rows.append("question ")
                    .append(i)
                    .append("\tanswer ")
                    .append(i)
                    .append("\tno answer ")
                    .append(i);
            rows.append('\t').append(i / 4.0).append('\t').append(1 - i / 4.0).append('\n');
        }
        Files.writeString(folder.resolve("rows.tsv"), rows);
    }

    @Test
    void hardNegativesOfARowMakeItsSoftmaxHarder() throws IOException {
        assertThat(firstLoss("infonce", PAIRS + ", negatives: [n]")).isGreaterThan(firstLoss("infonce", PAIRS) + 0.1);
    }

    @Test
    void theScoresOfRowsDecideWhichPairsAreToBeCloser() throws IOException {
        double up = firstLoss("cosent", PAIRS + ", score: up");
        double down = firstLoss("cosent", PAIRS + ", score: down");
        assertThat(up).isNotCloseTo(down, Offset.offset(1e-4));
    }

    @Test
    void aTeachersScoresAreWhatMarginsAreComparedWith() throws IOException {
        String negatives = PAIRS + ", negatives: [n], teacher: ";
        double same = firstLoss("margin-mse", negatives + "[up, up]");
        double other = firstLoss("margin-mse", negatives + "[up, down]");
        assertThat(same).isNotCloseTo(other, Offset.offset(1e-4));
    }

    private double firstLoss(String objective, String columns) throws IOException {
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                """
                name: tiny
                seed: 5
                space: {width: 32, hidden: 16}
                towers: {text: {from: %s/bert}}
                tasks:
                  rows:
                    pair: [text, text]
                    objective: %s
                    batch: 4
                    data: {kind: rows, file: rows.tsv, columns: {%s}}
                stages: [{name: one, steps: 1, rates: {heads: 1e-3}, tasks: {rows: 1}}]
                """
                        .formatted(GOLDENS, objective, columns));
        Path out = Files.createTempDirectory(folder, "run");
        TrainingRun.train(recipe, out, false, Progress.none(), line -> {});
        String line = Files.readAllLines(out.resolve("metrics.jsonl")).get(0);
        return new ObjectMapper().readTree(line).path("loss").asDouble(Double.NaN);
    }
}
