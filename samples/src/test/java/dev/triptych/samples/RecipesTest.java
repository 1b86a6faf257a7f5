package dev.triptych.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.model.ModelFolder;
import dev.triptych.model.TrainingRun;
import dev.triptych.model.Triptych;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small recipes, run as they stand: the run ends, the loss falls, the model loads. */
class RecipesTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("triptych.root", "..")).resolve("samples");
    /** The towers that the recipes begin with. */
    private static final Path FIRST =
            SAMPLES.resolve("../modules/default-model/src/main/resources/dev/triptych/model/default");

    @TempDir
    private Path out = Path.of("");

    private Path trained(String recipe) throws IOException {
        TrainingRun.Outcome run =
                TrainingRun.train(SAMPLES.resolve("recipes").resolve(recipe), out, false, Progress.none());
        assertThat(run.finished()).isTrue();
        assertThat(ModelFolder.open(run.model()).verify()).isEmpty();
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("metrics.jsonl"))) {
            JsonNode step = new ObjectMapper().readTree(line);
            losses.add(step.path("loss").asDouble());
        }
        int third = losses.size() / 3;
        assertThat(mean(losses.subList(losses.size() - third, losses.size())))
                .as("mean loss of the last third of %s", losses)
                .isLessThan(mean(losses.subList(0, third)));
        return run.model();
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(x -> x).average().orElseThrow();
    }

    @Test
    void ownPairsBringQuestionsNearerToTheirAnswers() throws IOException {
        Text question = Text.of("My light flickers on cobblestones");
        Text answer = Text.of("The contact at the dynamo is loose: bend the spring out a little and clean it.");
        double before;
        try (Triptych space = Triptych.load(FIRST.resolve("text"))) {
            before = Similarity.cosine(space.embed(question), space.embed(answer));
        }
        try (Triptych space = Triptych.load(trained("own-pairs.yaml"))) {
            assertThat((double) Similarity.cosine(space.embed(question), space.embed(answer)))
                    .isGreaterThan(before);
        }
    }

    @Test
    void theSampleTrainsARecipeThatIsValidated() throws IOException {
        Path dir = Files.createDirectories(out.resolve("own"));
        Files.writeString(
                dir.resolve("pairs.tsv"), "a\tb\tscore\na boat\ta ship\t4\na lamp\ta river\t1\na dog\ta puppy\t5\n");
        Path recipe = Files.writeString(
                dir.resolve("recipe.yaml"),
                """
                name: validated
                space: {width: 384, hidden: 8}
                towers: {text: {from: "TEXT"}}
                tasks:
                  pairs:
                    pair: [text, text]
                    objective: infonce
                    batch: 2
                    data: {kind: rows, file: pairs.tsv, columns: {anchor: a, positive: b}}
                stages: [{name: all, steps: 2, rates: {heads: 1e-4}, tasks: {pairs: 1}}]
                validate:
                  every: 1
                  metric: sts/spearman
                  tasks: [{task: sts, pairs: pairs.tsv, columns: [a, b, score]}]
                """
                        .replace(
                                "TEXT",
                                FIRST.resolve("text")
                                        .toAbsolutePath()
                                        .toString()
                                        .replace('\\', '/')));
        Train.main(new String[] {recipe.toString(), out.resolve("run").toString()});
        assertThat(ModelFolder.open(out.resolve("run/model")).verify()).isEmpty();
        assertThat(Files.readString(out.resolve("run/metrics.jsonl"))).contains("\"sts/spearman\":");
    }

    @Test
    void lockedImageTuningLeavesTheImageTowerAsItWas() throws IOException {
        Path model = trained("locked-image.yaml");
        assertThat(Files.mismatch(model.resolve("image/model.safetensors"), FIRST.resolve("image/model.safetensors")))
                .isEqualTo(-1);
        try (Triptych space = Triptych.load(model)) {
            assertThat(space.modalities()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
            assertThat(space.embed(Picture.of(SAMPLES.resolve("library/pictures/scene-01.png"))))
                    .hasSize(384);
        }
    }

    @Test
    void aNewLanguageComesNearerToTheOldOne() throws IOException {
        Text english = Text.of("The dog is waiting at the door.");
        Text spanish = Text.of("El perro espera en la puerta.");
        double before;
        try (Triptych space = Triptych.load(FIRST.resolve("text"))) {
            before = Similarity.cosine(space.embed(english), space.embed(spanish));
        }
        try (Triptych space = Triptych.load(trained("new-language.yaml"))) {
            assertThat((double) Similarity.cosine(space.embed(english), space.embed(spanish)))
                    .isGreaterThan(before);
        }
    }
}
