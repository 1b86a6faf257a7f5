package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticTowerTest {
    private static final List<String> TEXTS =
            List.of("a", "two words", "é and 東京, and a long line of plain words", "", "a a a");

    @TempDir
    Path temp;

    @BeforeEach
    void goldensAreThere() {
        assumeTrue(Files.isDirectory(Goldens.FOLDER.resolve("st-static")), "skipped: no " + Goldens.FOLDER);
    }

    private static float[][] answers(StaticTower tower, List<String> texts) {
        List<Prepared> inputs = tower.prepare(texts.stream().map(Text::of).toList());
        try (NDManager scope = Kernels.get().newManager()) {
            float[] flat = LengthBuckets.forward(tower, scope, inputs, false).toFloatArray();
            float[][] rows = new float[texts.size()][tower.width()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(flat, i * tower.width(), rows[i], 0, tower.width());
            }
            return rows;
        }
    }

    private static void same(Path table, Path tower, float tolerance) {
        try (StaticEmbedding fast = StaticEmbedding.open(table, SequenceEncoder.Options.DEFAULT);
                StaticTower slow = StaticTower.open(tower, 0)) {
            float[][] expected = fast.embed(TEXTS).vectors();
            float[][] found = answers(slow, TEXTS);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as(TEXTS.get(i)).containsExactly(expected[i], within(tolerance));
            }
        }
    }

    @Test
    void theTowerThatLearnsAnswersAsTheEmbeddingThatIsFast() {
        same(Goldens.FOLDER.resolve("st-static"), Goldens.FOLDER.resolve("st-static"), 1e-5f);
    }

    @Test
    void whatIsSavedAnswersAsTheTowerDid() throws IOException {
        Path written = temp.resolve("written");
        Path saved = temp.resolve("saved");
        StaticTower.write(written, tokenizer(), random(tokens(), 12), 5);
        try (StaticTower tower = StaticTower.open(written, 0)) {
            tower.save(saved, DType.F32);
        }
        same(saved, written, 1e-5f);
    }

    @Test
    void withAllDirectionsEachTokenIsAnsweredAsTold() throws IOException {
        float[][] told = random(tokens(), 12);
        StaticTower.write(temp, tokenizer(), told, 12);
        try (StaticTower tower = StaticTower.open(temp, 0);
                WordTokenizer words = WordTokenizer.open(temp, 512)) {
            int id = words.plainIds(List.of("a"))[0][0];
            double norm = 0;
            for (float x : told[id]) {
                norm += x * x;
            }
            float[] answer = answers(tower, List.of("a"))[0];
            for (int j = 0; j < answer.length; j++) {
                assertThat((double) answer[j]).isCloseTo(told[id][j] / Math.sqrt(norm), within(1e-4));
            }
        }
    }

    @Test
    void aTransformerIsRefused() {
        assertThatThrownBy(() -> StaticTower.open(Goldens.FOLDER.resolve("bert"), 0))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("StaticEmbedding");
    }

    private static Path tokenizer() {
        return Goldens.FOLDER.resolve("st-static/tokenizer.json");
    }

    private static int tokens() {
        return TokenTable.read(Goldens.FOLDER.resolve("st-static")).count();
    }

    private static float[][] random(int rows, int width) {
        Random random = new Random(3);
        float[][] values = new float[rows][width];
        for (float[] row : values) {
            for (int j = 0; j < width; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
