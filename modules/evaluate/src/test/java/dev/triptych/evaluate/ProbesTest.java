package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pair classification, classification and clustering. */
class ProbesTest {
    private Path rows = Path.of("");

    private final FakeEncoder model =
            new FakeEncoder(key -> FakeEncoder.angle(Double.parseDouble(key.replaceAll("[^0-9.]", ""))));

    @BeforeEach
    void file(@TempDir Path folder) {
        rows = folder.resolve("rows.tsv");
    }

    private Result pairs(String positive) {
        return new PairClassification(rows, "a", "b", "label", positive, Map.of()).run(model, Progress.none());
    }

    @Test
    void pairsAreToldApartByTheirCosine() throws IOException {
        Files.writeString(rows, "a\tb\tlabel\n0\t0.1\tyes\n0\t0.2\tno\n0\t0.3\tyes\n0\t0.9\tno\n0\t1.5\tmaybe\n");
        Result result = pairs("yes");
        assertThat(result.metrics().get("ap")).isEqualTo((1 + 2 / 3.0) / 2, within(1e-12));
        assertThat(result.metrics()).containsEntry("accuracy", 0.8).containsEntry("f1", 0.8);
        assertThat(result.remarks()).containsExactly("the best F1 is at cosine 0.9553 and above");
        assertThat(result.detail().right()).hasSize(2);
        assertThat(result.detail().wrong()).hasSize(3);
    }

    @Test
    void labelThatIsNotThereSaysWhichAre() throws IOException {
        Files.writeString(rows, "a\tb\tlabel\n0\t0.1\tyes\n0\t0.2\tno\n");
        assertThatThrownBy(() -> pairs("1"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("[no, yes]", "'1'", "--positive");
    }

    @Test
    void probeLearnsFromTheTrainingRowsOnly() throws IOException {
        StringBuilder text = new StringBuilder("split\ttext\tlabel\n");
        for (int i = 0; i < 20; i++) {
            text.append("train\tlow 0.0").append(i).append("\tlow\n");
            text.append("train\thigh 2.0").append(i).append("\thigh\n");
        }
        text.append("test\tlow 0.3\tlow\ntest\thigh 2.3\thigh\ntest\tlow 2.1\tlow\ntest\tlow 0.2\tlow\n");
        Files.writeString(rows, text);
        Result result = new Classification(rows, "text", "label", Map.of("split", "train"), Map.of("split", "test"))
                .run(model, Progress.none());
        assertThat(result.metrics()).containsEntry("accuracy", 0.75);
        assertThat(result.metrics().get("f1")).isEqualTo((0.8 + 2 / 3.0) / 2, within(1e-12));
        assertThat(result.protocol()).contains("4 texts with split=test", "of 40 texts with split=train");
    }

    @Test
    void classThatWasNeverTrainedIsRefusedByName() throws IOException {
        Files.writeString(rows, "split\ttext\tlabel\ntrain\t0\ta\ntrain\t1\tb\ntest\t1\tc\n");
        assertThatThrownBy(() -> new Classification(
                                rows, "text", "label", Map.of("split", "train"), Map.of("split", "test"))
                        .run(model, Progress.none()))
                .hasMessageContainingAll("[c]", "[a, b]");
    }

    @Test
    void clustersThatFollowTheLabelsScoreOneAndABlindModelNothing() throws IOException {
        StringBuilder text = new StringBuilder("text\tlabel\n");
        for (int i = 0; i < 10; i++) {
            for (int label = 0; label < 3; label++) {
                text.append(label * 2)
                        .append(".0")
                        .append(i)
                        .append('\t')
                        .append(label)
                        .append('\n');
            }
        }
        Files.writeString(rows, text);
        Clustering task = new Clustering(rows, "text", "label", Map.of());
        assertThat(task.run(model, Progress.none()).metrics().get("v_measure")).isEqualTo(1, within(1e-9));
        FakeEncoder blind = new FakeEncoder(key -> FakeEncoder.angle(0));
        assertThat(task.run(blind, Progress.none()).metrics().get("v_measure")).isEqualTo(0, within(1e-9));
    }
}
