package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.StaticEmbedding;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training on small published folders: three towers, two tasks, two stages. */
class TrainingRunGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void writeRecipeAndData() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder captions = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            captions.append("{\"file\": \"image")
                    .append(i)
                    .append(".png\", \"split\": \"train\", \"captions\": {\"en\": [\"picture number ")
                    .append(i)
                    .append("\", \"this is number ")
                    .append(i)
                    .append("\"]}}\n");
        }
        Files.writeString(folder.resolve("captions.jsonl"), captions.toString());
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            pairs.append("{\"query\": \"Returns the number ")
                    .append(i)
                    .append(".\", \"name\": \"get")
                    .append(i)
                    .append("\", \"code\": \"int get")
                    .append(i)
                    .append("() { return ")
                    .append(i)
                    .append("; }\"}\n");
        }
        Files.writeString(folder.resolve("pairs.jsonl"), pairs.toString());
        Files.writeString(folder.resolve("recipe.yaml"), recipe());
    }

    private static String recipe() {
        return """
            name: tiny
            seed: 5
            space: {width: 32, hidden: 16}
            towers:
              text: {from: GOLDENS/bert}
              image: {from: GOLDENS/mobilenet-v2}
              code: {from: GOLDENS/bert, shares: {tower: text, layers: 1}}
            tasks:
              captions:
                pair: [text, image]
                objective: clip
                batch: 4
                data: {kind: captions, captions: captions.jsonl, images: GOLDENS/images, split: train, languages: {en: 1}}
              methods:
                pair: [text, code]
                objective: infonce
                batch: 4
                data: {kind: code, pairs: pairs.jsonl}
            stages:
              - {name: frozen, steps: 4, rates: {text: 1e-3, code: 1e-3, heads: 1e-3}, tasks: {captions: 1, methods: 1}}
              - {name: all, steps: 4, rates: {text: 1e-3, code: 1e-3, image: 1e-3, heads: 1e-3}, tasks: {captions: 1, methods: 1}}
            checkpoint_every: 2
            """
                .replace("GOLDENS", GOLDENS.toString());
    }

    private TrainingRun.Outcome train(String out, boolean resume, Progress progress) {
        return TrainingRun.train(folder.resolve("recipe.yaml"), folder.resolve(out), resume, progress);
    }

    @Test
    void aTrainedModelLoadsAndEmbedsMixedContentInTheOrderGiven() throws IOException {
        TrainingRun.Outcome outcome = train("run", false, Progress.none());
        assertThat(outcome.finished()).isTrue();
        assertThat(ModelFolder.open(outcome.model()).verify()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("run/metrics.jsonl"))).hasSize(8);
        try (Triptych space = Triptych.load(outcome.model())) {
            List<Content> mixed = List.of(
                    Code.java("int get3() { return 3; }"),
                    Text.of("picture number 1"),
                    Picture.of(GOLDENS.resolve("images/image1.png")),
                    Text.of("a text that is far too long ".repeat(50)));
            List<float[]> together = space.embedAll(mixed);
            assertThat(space.embed(mixed).truncated()).containsExactly(false, false, false, true);
            for (int i = 0; i < mixed.size(); i++) {
                double norm = 0;
                for (float x : together.get(i)) {
                    norm += x * x;
                }
                assertThat(norm).isBetween(1 - 1e-4, 1 + 1e-4);
            }
            assertThat(cosine(together.get(0), space.embed(mixed.get(0)))).isGreaterThan(1 - 1e-6);
            assertThat(cosine(together.get(1), space.embed(mixed.get(1)))).isGreaterThan(1 - 1e-6);
        }
    }

    @Test
    void aModelStoredInBytesIsSmallerAndItsVectorsAreNearlyThoseOfFloat16() throws IOException {
        Path half = train("half", false, Progress.none()).model();
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, Files.readString(recipe) + "weights: int8\n");
        Path bytes = train("bytes", false, Progress.none()).model();
        assertThat(ModelFolder.open(bytes).verify()).isEmpty();
        assertThat(Files.size(bytes.resolve("text/model.safetensors")))
                .isLessThan(Files.size(half.resolve("text/model.safetensors")) * 2 / 3);
        try (Triptych one = Triptych.load(half);
                Triptych other = Triptych.load(bytes)) {
            for (Content content : List.of(Text.of("picture number 1"), Code.java("int get3() { return 3; }"))) {
                assertThat(cosine(one.embed(content), other.embed(content))).isBetween(0.9995, 1 - 1e-9);
            }
        }
    }

    @Test
    void aRunThatStartsWithAModelBeginsWhereItEnded() throws IOException {
        Path first = train("run", false, Progress.none()).model();
        Path recipe = folder.resolve("recipe.yaml");
        // Nothing moves, so that what comes out is what went in.
        String again = Files.readString(recipe)
                .replaceAll(
                        "(?s)towers:.*tasks:\n  captions",
                        "start: run/model\ntowers: {text: {}, image: {}, code: {}}\ntasks:\n  captions")
                .replaceAll("rates: \\{[^}]*}", "rates: {heads: 1e-30}");
        Files.writeString(recipe, again);
        Path second = train("again", false, Progress.none()).model();
        try (Triptych one = Triptych.load(first);
                Triptych other = Triptych.load(second)) {
            for (Content content : List.of(
                    Text.of("picture number 1"),
                    Code.java("int get3() { return 3; }"),
                    Picture.of(GOLDENS.resolve("images/image1.png")))) {
                assertThat(other.embed(content)).containsExactly(one.embed(content));
            }
        }
    }

    @Test
    void aStaticEmbeddingLearnsToAnswerAsItsModelDoesAndLeavesPicturesAndCodeAlone() throws IOException {
        Path first = train("run", false, Progress.none()).model();
        Files.writeString(folder.resolve("recipe.yaml"), staticRecipe(16));
        Path model = train("static", false, Progress.none()).model();
        assertThat(ModelFolder.open(model).verify()).isEmpty();
        try (Triptych whole = Triptych.load(model);
                Triptych table = Triptych.load(model.resolve("static"));
                Triptych before = Triptych.load(first);
                StaticEmbedding begun =
                        StaticEmbedding.open(folder.resolve("static/start/text"), SequenceEncoder.Options.DEFAULT)) {
            assertThat(table.fingerprint()).isNotEqualTo(whole.fingerprint());
            for (Content content :
                    List.of(Code.java("int get3() { return 3; }"), Picture.of(GOLDENS.resolve("images/image1.png")))) {
                assertThat(table.embed(content)).containsExactly(before.embed(content));
            }
            double atFirst = 0;
            double atLast = 0;
            for (int i = 0; i < 9; i++) {
                Text query = Text.of("Returns the number " + i + ".");
                float[] wanted = whole.embed(query);
                assertThat(wanted).containsExactly(before.embed(query));
                atFirst +=
                        1 - cosine(wanted, begun.embed(List.of(query.value())).vectors()[0]);
                atLast += 1 - cosine(wanted, table.embed(query));
            }
            assertThat(atLast).as("how far it is from its model's answers").isLessThan(atFirst / 3);
            assertThat(table.embed(List.of(Text.of("a b c"), Text.of("number ".repeat(40))))
                            .truncated())
                    .containsExactly(false, true);
        }
    }

    @Test
    void aStaticEmbeddingWiderThanTheSpaceIsRefused() throws IOException {
        train("run", false, Progress.none());
        Files.writeString(folder.resolve("recipe.yaml"), staticRecipe(33));
        assertThatThrownBy(() -> train("static", false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("towers.text.static", "33", "at most 32");
    }

    private static String staticRecipe(int rank) {
        return """
            name: tiny
            seed: 5
            start: run/model
            space: {width: 32, hidden: 16}
            towers: {text: {static: RANK, max_tokens: 40}}
            tasks:
              same:
                pair: [text, text]
                objective: infonce
                batch: 4
                alignment: 100
                teacher: {from: run/model}
                data: {kind: rows, file: pairs.jsonl, columns: {anchor: query, positive: query}}
            stages:
              - {name: learn, steps: 100, rates: {text: 5e-3}, tasks: {same: 1}}
            """
                .replace("RANK", String.valueOf(rank));
    }

    @Test
    void aTaskOfAStageInWhichNothingOfItLearnsIsNamed() throws IOException {
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, Files.readString(recipe).replaceFirst("rates: \\{[^}]*}", "rates: {image: 1e-3}"));
        assertThatThrownBy(() -> train("run", false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("stage frozen", "task methods", "nothing that learns");
    }

    @Test
    void aStartOfAnotherWidthIsRefusedWithTheWidthOfBoth() throws IOException {
        train("run", false, Progress.none());
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, Files.readString(recipe).replace("width: 32", "width: 16") + "start: run/model\n");
        assertThatThrownBy(() -> train("again", false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("32")
                .hasMessageContaining("16");
    }

    @Test
    void aTextAsLongAsTheModelReadsIsNotTruncatedAndOneTokenMoreIs() {
        try (Triptych space = Triptych.load(train("run", false, Progress.none()).model())) {
            TextLength length = space.textLength().orElseThrow();
            String word = "picture ";
            int each = length.count(word);
            assertThat(length.count(word.repeat(1000))).isEqualTo(1000 * each);
            int fitting = length.max() / each;
            assertThat(space.embed(List.of(Text.of(word.repeat(fitting)), Text.of(word.repeat(fitting + 1))))
                            .truncated())
                    .containsExactly(false, true);
        }
    }

    @Test
    void aModelOfWhichOneTowerIsGoneIsRefusedWhenItIsLoaded() throws IOException {
        Path model = train("run", false, Progress.none()).model();
        Files.move(model.resolve("image"), model.resolve("elsewhere"));
        assertThatThrownBy(() -> Triptych.load(model))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("towers.image.folder");
    }

    @Test
    void aRunThatDiedGoesOnToTheSameWeightsBitForBit() throws IOException {
        train("whole", false, Progress.none());
        for (int died : new int[] {3, 5}) {
            String out = "died-" + died;
            assertThatThrownBy(() -> train(out, false, dyingAt(died))).hasMessage("power failure");
            assertThat(train(out, true, Progress.none()).finished()).isTrue();
            assertThat(Files.mismatch(weights("whole"), weights(out)))
                    .as("first different byte")
                    .isEqualTo(-1);
        }
    }

    @Test
    void theSameRecipeAndSeedGiveTheSameWeights() throws IOException {
        train("a", false, Progress.none());
        train("b", false, Progress.none());
        assertThat(Files.mismatch(weights("a"), weights("b"))).isEqualTo(-1);
    }

    @Test
    void aFlippedByteOfTheWeightsIsFoundAndTheFileNamed() throws IOException {
        Path model = train("run", false, Progress.none()).model();
        Path weights = model.resolve("text/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 5] ^= 1;
        Files.write(weights, bytes);
        assertThat(ModelFolder.open(model).verify()).singleElement().asString().contains("text/model.safetensors");
    }

    @Test
    void anUnknownKeyOfTheRecipeNamesTheNearestKnownOne() throws IOException {
        Files.writeString(folder.resolve("recipe.yaml"), recipe().replaceFirst("batch: 4", "bacth: 4"));
        assertThatThrownBy(() -> train("run", false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("recipe.yaml")
                .hasMessageContaining("tasks.captions.batch");
    }

    @Test
    void aRunThatHasBegunIsNotOverwritten() {
        train("run", false, Progress.none());
        assertThatThrownBy(() -> train("run", false, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("--resume");
    }

    @Test
    void allFaultsOfARecipeAreFoundAtOnceWithTheirLines() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                recipe().replaceFirst("batch: 4", "bacth: 4")
                                .replace(GOLDENS + "/mobilenet-v2", "nowhere")
                                .replace(
                                        "kind: code, pairs: pairs.jsonl",
                                        "kind: rows, file: pairs.jsonl, columns: {anchor: qery, positive: code}")
                                .replace("name: frozen, steps: 4", "name: frozen, steps: many")
                                .replace(
                                        "tasks: {captions: 1, methods: 1}}\n  - ",
                                        "tasks: {captoins: 1, methods: 1}}\n  - ")
                        + "sede: 3\n");
        RecipeCheck.Report report = RecipeCheck.check(wrong, Measurements.none(), Progress.none());
        assertThat(report.estimate()).isEmpty();
        assertThat(report.faults())
                .anySatisfy(f -> assertThat(f).contains("tasks.captions.batch", "is 'bacth' meant to be 'batch'?"))
                .anySatisfy(f -> assertThat(f).contains("towers.image.from", "no folder", "nowhere"))
                .anySatisfy(f -> assertThat(f).contains("'qery'", "query", "did you mean 'query'?"))
                .anySatisfy(f -> assertThat(f).contains("stages[0].steps (line 20)", "'many'"))
                .anySatisfy(f -> assertThat(f).contains("stages[0].tasks.captoins (line 20)", "an unknown task"))
                .anySatisfy(f -> assertThat(f).contains("sede (line 23)", "did you mean 'seed'?"))
                .hasSize(6);
    }

    @Test
    void aRecipeWithoutFaultsComesWithWhatItWillTake() {
        RecipeCheck.Report report =
                RecipeCheck.check(folder.resolve("recipe.yaml"), Measurements.none(), Progress.none());
        assertThat(report.faults()).isEmpty();
        TrialRun.Estimate estimate = report.estimate().orElseThrow();
        assertThat(estimate.steps()).isEqualTo(8);
        assertThat(estimate.tried()).isEqualTo(8);
        assertThat(estimate.seconds()).isBetween(1e-3, 600.0);
        assertThat(estimate.disk()).isGreaterThan(500_000);
        assertThat(folder).isDirectoryNotContaining("glob:**run");
    }

    @Test
    void theBestModelOfTheValidationsIsKeptAndImpatienceEndsTheRun() throws IOException {
        Files.writeString(
                folder.resolve("recipe.yaml"),
                recipe() + "validate: {every: 1, metric: made/up, patience: 3, tasks: [{task: made}]}\n");
        double[] figures = {0.1, 0.5, 0.2, 0.5, 0.3, 0.9, 0.9, 0.9};
        int[] asked = {0};
        Measurements made = tasks -> model -> {
            assertThat(model.embed(List.of(Text.of("picture"))).vectors()[0]).hasSize(32);
            return java.util.Map.of("made/up", figures[asked[0]++]);
        };
        TrainingRun.Outcome outcome = TrainingRun.train(
                folder.resolve("recipe.yaml"), folder.resolve("run"), false, Progress.none(), line -> {}, made);
        assertThat(outcome.finished()).isTrue();
        assertThat(asked[0]).as("validations").isEqualTo(5);
        assertThat(Files.readAllLines(folder.resolve("run/metrics.jsonl"))).hasSize(10);
        // The same recipe stopped behind the best step.
        Files.writeString(folder.resolve("two.yaml"), recipe().replace("checkpoint_every: 2", "checkpoint_every: 1"));
        assertThatThrownBy(
                        () -> TrainingRun.train(folder.resolve("two.yaml"), folder.resolve("two"), false, dyingAt(3)))
                .hasMessage("power failure");
        assertThat(Files.mismatch(
                        folder.resolve("run/best/weights.safetensors"),
                        folder.resolve("two/checkpoint/weights.safetensors")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(weights("run"), folder.resolve("run/best/weights.safetensors")))
                .isNotEqualTo(-1);
        asked[0] = 0;
        assertThat(TrainingRun.train(
                                folder.resolve("recipe.yaml"),
                                folder.resolve("run"),
                                true,
                                Progress.none(),
                                line -> {},
                                made)
                        .fingerprint())
                .isEqualTo(outcome.fingerprint());
        assertThat(asked[0]).as("validations of a run that has ended").isZero();
    }

    @Test
    void aSoupOfAModelWithItselfIsThatModelAndAnotherArchitectureIsRefused() throws IOException {
        Path a = train("a", false, Progress.none()).model();
        Files.writeString(folder.resolve("recipe.yaml"), recipe().replace("seed: 5", "seed: 6"));
        Path b = train("b", false, Progress.none()).model();
        Files.writeString(folder.resolve("recipe.yaml"), recipe().replace("width: 32", "width: 16"));
        Path c = train("c", false, Progress.none()).model();
        ModelAverage.write(List.of(a, a), List.of(1.0, 3.0), "same", folder.resolve("same"));
        assertThat(heads(folder.resolve("same"), "adapter.image.weight")).isEqualTo(heads(a, "adapter.image.weight"));
        ModelAverage.write(List.of(a, b), List.of(3.0, 1.0), "soup", folder.resolve("soup"));
        assertThat(ModelFolder.open(folder.resolve("soup")).verify()).isEmpty();
        String weight = "adapter.image.weight";
        float[] x = heads(a, weight);
        float[] y = heads(b, weight);
        float[] soup = heads(folder.resolve("soup"), weight);
        for (int i = 0; i < soup.length; i++) {
            // The model is in float16: 11 bits.
            assertThat((double) soup[i])
                    .isCloseTo(0.75 * x[i] + 0.25 * y[i], org.assertj.core.api.Assertions.within(1e-3));
        }
        assertThat(soup).isNotEqualTo(x);
        assertThatThrownBy(() -> ModelAverage.write(List.of(a, c), List.of(1.0, 1.0), "no", folder.resolve("no")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("width");
    }

    @Test
    void theReportOfARunIsOneFileWithACurveForEverythingAndIsMadeOfAKilledRunToo() throws IOException {
        assertThatThrownBy(() -> train("run", false, dyingAt(5))).hasMessage("power failure");
        Path page = RunReport.write(folder.resolve("run"));
        String html = Files.readString(page);
        assertThat(html)
                .contains("loss of captions", "loss of methods", "learning rate", "gradient norm", "temperature");
        assertThat(html).doesNotContain("http", "<script", "src=\"plots");
        assertThat(html.split("data:image/png;base64,", -1)).hasSize(6);
        assertThat(javax.imageio.ImageIO.read(
                                folder.resolve("run/plots/gradient-norm.png").toFile())
                        .getWidth())
                .isGreaterThan(500);
        // Half a line, as a run leaves it that is killed while it writes.
        Path lines = folder.resolve("run/metrics.jsonl");
        Files.writeString(lines, Files.readString(lines) + "{\"step\": 9, \"lo");
        assertThat(Files.readString(RunReport.write(folder.resolve("run")))).isEqualTo(html);
    }

    private static float[] heads(Path model, String weight) {
        return dev.triptych.checkpoint.SafeTensors.open(model.resolve("heads/model.safetensors"))
                .get(weight)
                .toFloats();
    }

    private Path weights(String out) {
        return folder.resolve(out).resolve("checkpoint/weights.safetensors");
    }

    private static double cosine(float[] a, float[] b) {
        return dev.triptych.space.Similarity.cosine(a, b);
    }

    private static Progress dyingAt(int step) {
        return (name, total) -> new Progress.Task() {
            private int done;

            @Override
            public void advance(long steps) {
                done += (int) steps;
                if (done == step && name.equals("training")) {
                    throw new IllegalStateException("power failure");
                }
            }

            @Override
            public void close() {}
        };
    }
}
