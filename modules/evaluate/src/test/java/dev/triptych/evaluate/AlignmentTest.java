package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentTest {
    @TempDir
    private Path folder = Path.of("");

    private static FakeEncoder apart(double gap) {
        return new FakeEncoder(key -> {
            double place = Double.parseDouble(key.replaceAll("[^0-9]", "")) * 0.01;
            return FakeEncoder.angle(key.startsWith("xx") || key.endsWith(".png") ? place + gap : place);
        });
    }

    private Alignment pairs(String group) throws IOException {
        StringBuilder rows = new StringBuilder("lang\ten\txx\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i % 2 == 0 ? "de" : "fr")
                    .append("\ten ")
                    .append(i)
                    .append("\txx ")
                    .append(i)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("pairs.tsv"), rows);
        return new Alignment(
                new Alignment.Columns(file, "en", "xx", Modality.TEXT, Modality.CODE, group, Map.of()), 1000);
    }

    @Test
    void sidesThatLieApartHaveAGap() throws IOException {
        Result together = pairs("").run(apart(0), Progress.none());
        assertThat(together.metrics().get("gap")).isEqualTo(0, within(1e-6));
        assertThat(together.metrics().get("cosine/right")).isEqualTo(1, within(1e-6));
        Result moved = pairs("").run(apart(1), Progress.none());
        assertThat(moved.metrics().get("gap")).isEqualTo(2 * Math.sin(0.5), within(0.02));
        assertThat(moved.metrics().get("alignment")).isEqualTo(2 - 2 * Math.cos(1), within(1e-6));
        assertThat(moved.intervals()).containsKeys("gap", "uniformity/first", "hubness/second_to_first");
    }

    @Test
    void everyGroupHasAllFiguresAndTheirMean() throws IOException {
        Result result = pairs("lang").run(apart(1), Progress.none());
        assertThat(result.metrics()).containsKeys("gap/mean", "gap/de", "gap/fr", "antihubs/first_to_second/de");
        assertThat(result.protocol()).contains("40 pairs in 2 groups", "column en (text)", "column xx (code)");
    }

    @Test
    void captionsAndPicturesAreASourceAndTheLimitHolds() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            rows.append(
                    "{\"file\": \"%1$d.png\", \"split\": \"dev\", \"captions\": {\"en\": [\"%1$d\"]}}\n".formatted(i));
            Files.writeString(folder.resolve(i + ".png"), "never decoded here");
        }
        Path captions = Files.writeString(folder.resolve("captions.jsonl"), rows);
        Alignment task =
                new Alignment(new Alignment.Captioned(captions, folder, "captions", List.of("en"), List.of("dev")), 10);
        Result result = task.run(apart(1), Progress.none());
        assertThat(result.protocol()).startsWith("10 pairs");
        assertThat(result.detail().points())
                .filteredOn(p -> p.picture() != null)
                .hasSize(10);
        assertThat(task.files()).containsOnlyKeys("captions", "images");
    }

    @Test
    void onePairIsNotEnough() throws IOException {
        Path file = Files.writeString(folder.resolve("one.tsv"), "lang\ten\txx\nde\ten 1\txx 1\n");
        Alignment task = new Alignment(
                new Alignment.Columns(file, "en", "xx", Modality.TEXT, Modality.TEXT, "lang", Map.of()), 1000);
        assertThatThrownBy(() -> task.run(apart(0), Progress.none())).hasMessageContainingAll("'de'", "two at least");
    }
}
