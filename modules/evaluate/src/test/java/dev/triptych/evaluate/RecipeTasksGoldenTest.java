package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.model.TrainingRun;
import dev.triptych.model.Triptych;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training that is measured by tasks of this module as it goes. */
class RecipeTasksGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void stsAndImageTextAreMeasuredInTheRunAndSayOfTheModelWhatTheySaidAtTheEnd() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder captions = new StringBuilder();
        StringBuilder pairs = new StringBuilder("s1\ts2\tscore\tsplit\n");
        for (int i = 0; i < 5; i++) {
            captions.append("{\"file\": \"image" + i + ".png\", \"split\": \"dev\", \"captions\": {\"en\": [\"picture "
                    + i + "\", \"number " + i + "\"]}}\n");
            pairs.append("the river runs " + i + "\ttwo birds over " + 2 * i + "\t" + i * 7 % 5 + "\tdev\n");
            pairs.append("not measured\tnor this\t9\ttrain\n");
        }
        Path lines = Files.writeString(folder.resolve("captions.jsonl"), captions);
        Path rows = Files.writeString(folder.resolve("sts.tsv"), pairs);
        Path recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: measured
                seed: 5
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                  image: {from: GOLDENS/mobilenet-v2}
                tasks:
                  pictures:
                    pair: [text, image]
                    objective: clip
                    batch: 4
                    data: {kind: captions, captions: captions.jsonl, images: GOLDENS/images, split: dev, languages: {en: 1}}
                stages:
                  - {name: all, steps: 6, rates: {text: 1e-3, heads: 1e-3}, tasks: {pictures: 1}}
                validate:
                  every: 3
                  metric: image-text/text_to_image/recall@1
                  keep: last
                  tasks:
                    - {task: image-text, captions: captions.jsonl, images: GOLDENS/images, split: dev}
                    - {task: sts, name: words, pairs: sts.tsv, where: {split: dev}}
                """
                        .replace("GOLDENS", GOLDENS.toString()));
        TrainingRun.Outcome run =
                TrainingRun.train(recipe, folder.resolve("out"), false, Progress.none(), line -> {}, new RecipeTasks());
        assertThat(run.finished()).isTrue();
        List<JsonNode> measured = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out/metrics.jsonl"))) {
            JsonNode json = new ObjectMapper().readTree(line);
            if (json.has("validation")) {
                measured.add(json);
            }
        }
        assertThat(measured).hasSize(2);
        assertThat(measured.get(0).path("step").asInt()).isEqualTo(3);
        JsonNode last = measured.get(1).path("validation");
        try (Triptych model = Triptych.load(run.model())) {
            Map<String, Double> sts = new Sts(rows, "s1", "s2", "score", "", Map.of("split", "dev"))
                    .run(model, Progress.none())
                    .metrics();
            Map<String, Double> retrieval = new ImageTextRetrieval(lines, GOLDENS.resolve("images"), "dev", "en")
                    .run(model, Progress.none())
                    .metrics();
            assertThat(sts).isNotEmpty();
            assertThat(retrieval).isNotEmpty();
            // The saved model is rounded to 16 bits, which these pictures of no meaning are too close together for.
            sts.forEach((name, value) ->
                    assertThat(last.path("words/" + name).asDouble(-9)).as(name).isCloseTo(value, within(1e-2)));
            retrieval.keySet().forEach(name -> assertThat(
                            last.path("image-text/" + name).asDouble(-9))
                    .as(name)
                    .isBetween(0.0, 5.0));
            // Five pictures: the first five are all of them.
            assertThat(last.path("image-text/text_to_image/recall@5").asDouble())
                    .isEqualTo(1);
        }
    }
}
