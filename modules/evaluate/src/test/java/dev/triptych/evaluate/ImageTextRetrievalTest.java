package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTextRetrievalTest {
    private Path folder;
    private Path captions;

    @BeforeEach
    void twelvePicturesWithTwoCaptionsEach(@TempDir Path temporary) throws IOException {
        folder = temporary;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append(
                    """
                    {"file": "%1$d.png", "split": "dev", "captions": {"en": ["%1$d", "far %1$d"], "de": ["eins %1$d"]}}
                    """
                            .formatted(i));
            Files.writeString(folder.resolve(i + ".png"), "never decoded here");
        }
        lines.append("{\"file\": \"other.png\", \"split\": \"train\", \"captions\": {\"en\": [\"0\"]}}\n");
        captions = folder.resolve("captions.jsonl.gz");
        gzip(lines.toString());
    }

    private void gzip(String lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(captions))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Result run(FakeEncoder model) {
        return new ImageTextRetrieval(captions, folder, "dev", "en").run(model, Progress.none());
    }

    /** Picture i lies at angle i/10; the caption "i" on it, the caption "far i" three and a bit places further. */
    private static float[] shifted(String key) {
        double place = Double.parseDouble(key.replaceAll("[^0-9]", ""));
        return FakeEncoder.angle((key.startsWith("far") ? place + 3.1 : place) / 10);
    }

    @Test
    void figuresAreThoseOfTheKnownGeometry() {
        Result result = run(new FakeEncoder(ImageTextRetrievalTest::shifted));

        // The 12 near captions are right at once. "far i" lies behind the six pictures that follow i, so it comes
        // seventh as long
        // as there are six; for 6 to 11 the end of the row leaves ranks 6, 5, 4, 3, 2 and 1.
        assertThat(result.metrics())
                .containsEntry("text_to_image/recall@1", 13 / 24.0)
                .containsEntry("text_to_image/recall@5", 17 / 24.0)
                .containsEntry("text_to_image/recall@10", 1.0)
                .containsEntry("image_to_text/hit@1", 1.0);
        assertThat(result.metrics())
                .containsOnlyKeys(
                        "text_to_image/recall@1",
                        "text_to_image/recall@5",
                        "text_to_image/recall@10",
                        "image_to_text/hit@1",
                        "image_to_text/hit@5",
                        "image_to_text/hit@10",
                        "image_to_text/recall@1",
                        "image_to_text/recall@5",
                        "image_to_text/recall@10");
        // At once one of the two is found, and both of 6 to 11 whose far one is not behind the end.
        assertThat(result.metrics()).containsEntry("image_to_text/recall@1", 0.5);
    }

    @Test
    void modelThatSeesNothingScoresChance() {
        Result result = run(new FakeEncoder(key -> FakeEncoder.angle(0)));
        assertThat(result.metrics().get("text_to_image/recall@1")).isEqualTo(1 / 12.0);
        assertThat(result.metrics().get("image_to_text/hit@1")).isEqualTo(1 / 12.0);
    }

    @Test
    void resultNamesProtocolDataModelAndCutInputs() {
        Result result = run(new FakeEncoder(key -> FakeEncoder.angle(0)));
        assertThat(result.protocol()).contains("split dev", "12 pictures", "24 captions", "'en'");
        assertThat(result.data().sha256()).hasSize(64);
        assertThat(result.toJson().at("/metrics/text_to_image~1recall@10").isNumber())
                .isTrue();
        assertThat(result.toJson().at("/model/name").textValue()).isEqualTo("fake");
    }

    @Test
    void missingPicturesAreNamed() throws IOException {
        Files.delete(folder.resolve("7.png"));
        assertThatThrownBy(() -> run(new FakeEncoder(key -> FakeEncoder.angle(0))))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("7.png", "11 of 12", "--images");
    }

    @Test
    void unknownSplitAndLanguageSayWhichThereAre() {
        assertThatThrownBy(() -> new ImageTextRetrieval(captions, folder, "test", "en")
                        .run(new FakeEncoder(key -> FakeEncoder.angle(0)), Progress.none()))
                .hasMessageContainingAll("'test'", "dev, train");
        assertThatThrownBy(() -> new ImageTextRetrieval(captions, folder, "dev", "fr")
                        .run(new FakeEncoder(key -> FakeEncoder.angle(0)), Progress.none()))
                .hasMessageContainingAll("'fr'", "de, en");
    }

    @Test
    void damagedGzipIsAnErrorThatNamesTheFile() throws IOException {
        byte[] whole = Files.readAllBytes(captions);
        Files.write(captions, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> run(new FakeEncoder(key -> FakeEncoder.angle(0))))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("captions.jsonl.gz", "gzip");
    }

    @Test
    void severalLanguagesAreMeasuredApartAndPicturesOfOtherSplitsOnlyStandInTheWay() throws IOException {
        gzip(
                """
                {"file": "0.png", "split": "dev", "human": {"es": ["0"], "tr": ["3"]}, "captions": {"en": ["0"]}}
                {"file": "1.png", "split": "test", "human": {"es": ["1"]}}
                {"file": "2.png", "split": "train", "human": {"es": ["2"], "tr": ["2"]}}
                {"file": "3.png", "split": "train", "captions": {"en": ["3"]}}
                """);
        FakeEncoder model = new FakeEncoder(ImageTextRetrievalTest::shifted);
        Result result = new ImageTextRetrieval(
                        captions,
                        folder,
                        "human",
                        List.of("es", "tr"),
                        List.of("dev", "test", "train"),
                        List.of("dev", "test"),
                        true)
                .run(model, Progress.none());
        // "tr" describes picture 0 as picture 3, which has no caption and is a candidate all the same: rank 4 of 4.
        assertThat(result.metrics())
                .containsEntry("text_to_image/recall@1/es", 1.0)
                .containsEntry("text_to_image/recall@1/tr", 0.0)
                .containsEntry("text_to_image/recall@1/mean", 0.5)
                .containsEntry("text_to_image/recall@5/tr", 1.0);
        assertThat(result.protocol())
                .contains("queries of dev, test only", "2 of 3 captions in 'es' and 4 pictures", "field human");
        assertThat(result.detail().worst()).singleElement().satisfies(e -> {
            assertThat(e.rank()).isEqualTo(4);
            assertThat(e.gotPicture()).hasFileName("3.png");
        });

        Result captioned = new ImageTextRetrieval(
                        captions, folder, "human", List.of("tr"), List.of("dev", "train"), List.of("dev"), false)
                .run(model, Progress.none());
        assertThat(captioned.protocol()).contains("1 of 2 captions in 'tr' and 2 pictures");
    }

    @Test
    void unknownFieldSaysWhichThereAre() {
        assertThatThrownBy(() -> new ImageTextRetrieval(
                                captions, folder, "human", List.of("en"), List.of("dev"), List.of("dev"), false)
                        .run(new FakeEncoder(key -> FakeEncoder.angle(0)), Progress.none()))
                .hasMessageContainingAll("'human'", "captions, file, split");
    }
}
