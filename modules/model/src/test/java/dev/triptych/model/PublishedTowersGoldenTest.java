package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.checkpoint.Weights;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any published image or text tower can be a tower of a recipe: it is trained, saved and loaded like the others. */
class PublishedTowersGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @ParameterizedTest
    @CsvSource({"clip, clip", "siglip, siglip", "open-clip, open-clip", "bert, vit", "bert, dinov2"})
    void everyWeightOfBothTowersLearnsAndTheModelLoadsAgain(String text, String image, @TempDir Path folder)
            throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve(image)), "skipped: no small model folders at " + GOLDENS);
        StringBuilder captions = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            captions.append("{\"file\": \"image" + i + ".png\", \"split\": \"train\", \"captions\": {\"en\": [\"number "
                    + i + "\"]}}\n");
        }
        Files.writeString(folder.resolve("captions.jsonl"), captions.toString());
        Files.writeString(
                folder.resolve("recipe.yaml"),
                """
            name: tiny
            seed: 5
            space: {width: 32, hidden: 16}
            towers:
              text: {from: GOLDENS/TEXT}
              image: {from: GOLDENS/IMAGE}
            tasks:
              captions:
                pair: [text, image]
                objective: clip
                batch: 4
                data: {kind: captions, captions: captions.jsonl, images: GOLDENS/images, split: train, languages: {en: 1}}
            stages:
              - {name: all, steps: 3, rates: {text: 1e-2, image: 1e-2, heads: 1e-2}, tasks: {captions: 1}}
            checkpoint_every: 3
            """
                        .replace("GOLDENS", GOLDENS.toString())
                        .replace("TEXT", text)
                        .replace("IMAGE", image));
        Path model = TrainingRun.train(folder.resolve("recipe.yaml"), folder.resolve("run"), false, Progress.none())
                .model();
        assertMoved(image, model.resolve("image"));
        assertMoved(text, model.resolve("text"));
        try (Triptych space = Triptych.load(model)) {
            List<Content> both = List.of(Text.of("number 1"), Picture.of(GOLDENS.resolve("images/image1.png")));
            for (float[] vector : space.embedAll(both)) {
                assertThat(Similarity.cosine(vector, vector)).isCloseTo(1f, within(1e-5f));
            }
            assertThat(space.textLength()).isPresent();
        }
    }

    private static void assertMoved(String published, Path trained) {
        Weights before = Weights.open(GOLDENS.resolve(published));
        Weights after = Weights.open(trained);
        for (String name : after.names()) {
            // DINOv2's mask token is no part of the vector, and a key's bias changes no softmax.
            if (!name.endsWith("mask_token") && !name.endsWith("key.bias") && !name.endsWith("k_proj.bias")) {
                // More than the rounding to half precision on the way out.
                float[] old = before.require(name).toFloats();
                float[] now = after.require(name).toFloats();
                float most = 0;
                for (int i = 0; i < now.length; i++) {
                    most = Math.max(most, Math.abs(now[i] - old[i]));
                }
                assertThat(most).as(name).isGreaterThan(1e-3f);
            }
        }
        assertThat(after.names()).isNotEmpty();
    }
}
