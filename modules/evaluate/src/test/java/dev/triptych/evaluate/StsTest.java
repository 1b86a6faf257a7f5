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

class StsTest {
    private Path folder;
    private Path pairs;

    @BeforeEach
    void pairsWhoseDistanceIsTheirSecondNumber(@TempDir Path temporary) throws IOException {
        folder = temporary;
        pairs = folder.resolve("pairs.tsv");
        Files.writeString(
                pairs,
                """
                lang\tsplit\tscore\ts1\ts2
                en\ttest\t5\t0.0\t0.0
                en\ttest\t4\t0.0\t0.1
                en\ttest\t3\t0.0\t0.3
                en\ttest\t1\t0.0\t0.2
                de\ttest\t0\t0.0\t0.0
                en\tdev\t0\t0.0\t0.0
                """);
    }

    private Result run(Map<String, String> where) {
        FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(Double.parseDouble(key.replace("long", ""))));
        return new Sts(pairs, "s1", "s2", "score", "", where).run(model, Progress.none());
    }

    @Test
    void correlatesTheCosineWithTheScoreOfTheChosenRows() {
        Result result = run(Map.of("split", "test", "lang", "en"));
        // Orders 4 3 1 2 against 4 3 2 1: 1 - 6 * 2 / (4 * 15).
        assertThat(result.metrics().get("spearman")).isEqualTo(0.8, within(1e-9));
        assertThat(result.protocol()).contains("4 pairs", "lang=en", "split=test");
    }

    @Test
    void unknownColumnSaysWhichThereAre() {
        assertThatThrownBy(() -> run(Map.of("language", "en")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("'language'", "lang, split, score, s1, s2");
        assertThatThrownBy(() -> new Sts(pairs, "sentence1", "s2", "score", "", Map.of())
                        .run(new FakeEncoder(key -> FakeEncoder.angle(0)), Progress.none()))
                .hasMessageContainingAll("'sentence1'", "lang, split, score, s1, s2");
    }

    @Test
    void filterThatMatchesNothingIsAnError() {
        assertThatThrownBy(() -> run(Map.of("lang", "fr"))).hasMessageContainingAll("no such row", "lang=fr");
    }

    @Test
    void badRowsAreCountedAndCutInputsToo() throws IOException {
        Files.writeString(
                pairs, Files.readString(pairs) + "en\ttest\tabc\t0\t0\nen\ttest\t1\nen\ttest\t2\t0.0\t0.15long\n");
        Result result = run(Map.of("split", "test", "lang", "en"));
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("2 bad rows", "line 8: score is 'abc', not a number", "line 9: 3 cells, not 5");
        assertThat(result.truncated()).isEqualTo(1);
    }

    @Test
    void vectorThatIsNotFiniteIsRefusedWithTheModelsName() {
        assertThatThrownBy(() -> new Sts(pairs, "s1", "s2", "score", "", Map.of())
                        .run(new FakeEncoder(key -> new float[] {Float.NaN, 0}), Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("fake", "NaN");
    }

    @Test
    void groupsGetAFigureEachAndTheirMean() throws IOException {
        Files.writeString(pairs, Files.readString(pairs) + "de\ttest\t1\t0.0\t0.1\nde\ttest\t2\t0.0\t0.2\n");
        FakeEncoder model = new FakeEncoder(key -> FakeEncoder.angle(Double.parseDouble(key)));
        Result result =
                new Sts(pairs, "s1", "s2", "score", "lang", Map.of("split", "test")).run(model, Progress.none());
        assertThat(result.metrics()).containsOnlyKeys("spearman/mean", "spearman/en", "spearman/de");
        // Here the closer pairs of "de" have the lower scores.
        assertThat(result.metrics().get("spearman/de")).isEqualTo(-1, within(1e-9));
        assertThat(result.metrics().get("spearman/mean")).isEqualTo((0.8 - 1) / 2, within(1e-9));
        assertThat(result.intervals()).containsOnlyKeys("spearman/mean", "spearman/en", "spearman/de");
    }

    @Test
    void jsonLinesAreReadAsWell() throws IOException {
        Files.writeString(
                pairs,
                """
                {"s1": "0.0", "s2": "0.0", "score": 5, "lang": "en"}
                {"s1": "0.0", "s2": "0.2", "score": 3, "lang": "en"}
                {"s1": "0.0", "s2": "0.1", "score": 4, "lang": "de"}
                {"s1": "0.0", "score": 4, "lang": "en"}
                """);
        Result result = run(Map.of("lang", "en"));
        assertThat(result.protocol()).contains("2 pairs");
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("line 4: no text under s2 (there is s1, score, lang)");
        assertThatThrownBy(() -> run(Map.of("language", "en")))
                .hasMessageContainingAll("s1, s2, score, lang", "'language'");
    }
}
