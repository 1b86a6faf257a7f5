package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitextTest {
    private Path pairs = Path.of("");

    /** A sentence lies at the angle of its number. */
    private final FakeEncoder model =
            new FakeEncoder(key -> FakeEncoder.angle(Double.parseDouble(key.replaceAll("[^0-9.]", ""))));

    @BeforeEach
    void twoLanguages(@TempDir Path folder) throws IOException {
        pairs = folder.resolve("pairs.tsv");
        Files.writeString(
                pairs,
                """
                lang\ten\txx
                de\ten 0.0\tde 0.0
                de\ten 0.5\tde 0.1
                de\ten 1.0\tde 1.0
                fr\ten 0.0\tfr 0.0
                fr\ten 0.5\tfr 0.5
                is\ten 0.0\tis 0.0
                """);
    }

    private Bitext task(String group, int minRows) {
        return new Bitext(pairs, "en", "xx", group, minRows, Map.of());
    }

    @Test
    void eachSentenceTakesItsNearestInItsGroup() {
        Result result = task("lang", 2).run(model, Progress.none());
        // In "de" the second takes the first's: classes of F1 2/3, 0 and 1.
        assertThat(result.metrics().get("f1/de")).isEqualTo((2 / 3.0 + 0 + 1) / 3, within(1e-12));
        assertThat(result.metrics().get("accuracy/de")).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(result.metrics()).containsEntry("f1/fr", 1.0);
        assertThat(result.metrics().get("f1/mean")).isEqualTo((5 / 9.0 + 1) / 2, within(1e-12));
        assertThat(result.metrics().keySet()).startsWith("f1/mean", "accuracy/mean");
        assertThat(result.remarks()).containsExactly("1 groups of fewer than 2 rows left out: is");
    }

    @Test
    void equalSentencesAreFoundAtTheFirstPlaceOnlyAndThatIsSaid() throws IOException {
        Files.writeString(pairs, "lang\ten\txx\nde\ten 1\tde 1\nde\ten 1\tde 1.0\n");
        Result result = task("lang", 1).run(model, Progress.none());
        assertThat(result.metrics()).containsEntry("accuracy/de", 0.5);
        assertThat(result.remarks()).singleElement().asString().contains("1 rows repeat a sentence of 'en'");
    }

    @Test
    void theIntervalOfF1LiesAroundIt() throws IOException {
        StringBuilder rows = new StringBuilder("lang\ten\txx\n");
        for (int i = 0; i < 200; i++) {
            // Every fourth sentence takes the one before it.
            rows.append("de\ten %.3f\tde %.3f\n".formatted(i / 100.0, (i % 4 == 3 ? i - 1 : i) / 100.0));
        }
        Files.writeString(pairs, rows);
        Result result = task("lang", 1).run(model, Progress.none());
        Interval around = Objects.requireNonNull(result.intervals().get("f1/mean"));
        double value = Objects.requireNonNull(result.metrics().get("f1/mean"));
        assertThat((around.low() + around.high()) / 2).isEqualTo(value, within((around.high() - around.low()) / 5));
    }

    @Test
    void withoutAGroupAllRowsAreCandidates() {
        // Of the three "en 0.0" and the two "en 0.5" the first takes all: only "de 0.0" and "de 1.0" find their own.
        assertThat(task("", 1).run(model, Progress.none()).metrics())
                .containsOnlyKeys("f1", "accuracy")
                .containsEntry("accuracy", 2 / 6.0);
    }

    @Test
    void eachDistinctSentenceIsEmbeddedOnce() {
        List<String> asked = new ArrayList<>();
        FakeEncoder counting = new FakeEncoder(key -> {
            asked.add(key);
            return FakeEncoder.angle(0);
        });
        task("lang", 1).run(counting, Progress.none());
        assertThat(asked).doesNotHaveDuplicates().hasSize(3 + 6);
    }

    @Test
    void modelThatSeesNothingScoresChance() {
        FakeEncoder blind = new FakeEncoder(key -> FakeEncoder.angle(0));
        assertThat(task("lang", 2).run(blind, Progress.none()).metrics().get("accuracy/de"))
                .isEqualTo(1 / 3.0, within(1e-12));
    }

    @Test
    void missingColumnAndGroupsThatAreTooSmallSayWhatThereIs() {
        assertThatThrownBy(() -> new Bitext(pairs, "en", "de", "", 1, Map.of()).run(model, Progress.none()))
                .hasMessageContainingAll("'de'", "lang, en, xx");
        assertThatThrownBy(() -> task("lang", 100).run(model, Progress.none()))
                .hasMessageContainingAll("groups of 100 or more");
    }
}
