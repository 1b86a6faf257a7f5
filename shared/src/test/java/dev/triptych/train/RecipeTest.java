package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.nn.Augmentation;
import dev.triptych.nn.LayerPart;
import dev.triptych.nn.Lora;
import dev.triptych.nn.Precision;
import dev.triptych.objective.Distance;
import dev.triptych.objective.Guided;
import dev.triptych.objective.Hardness;
import dev.triptych.objective.InfoNce;
import dev.triptych.objective.Matryoshka;
import dev.triptych.objective.MinedTriplet;
import dev.triptych.objective.Orthogonal;
import dev.triptych.objective.Weighted;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    private static final String GOOD =
            """
            name: small
            space: {width: 8, hidden: 16}
            towers:
              text: {from: text}
              code: {from: code}
            tasks:
              pairs: {pair: [text, code], objective: infonce, batch: 4, data: {kind: code, pairs: p.jsonl}}
            stages:
              - {name: all, steps: 3, rates: {heads: 1.0e-3}, tasks: {pairs: 1}}
            """;

    @TempDir
    private Path dir;

    private Recipe read(String yaml) throws IOException {
        return Recipe.read(Files.writeString(dir.resolve("recipe.yaml"), yaml));
    }

    private void refused(String yaml, String... parts) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("recipe.yaml")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aStaticEmbeddingNeedsTheModelThatItIsToAnswerAsAndStandsAlone() throws IOException {
        String one = GOOD.replace("  code: {from: code}\n", "").replace("[text, code]", "[text, text]");
        refused(one.replace("{from: text}", "{from: text, static: 4}"), "static", "without a model");
        refused("start: model\n" + GOOD.replace("{from: text}", "{static: 4}"), "static", "beside other towers");
        refused("start: model\n" + GOOD.replace("{from: code}", "{static: 4}"), "static", "for text alone");
        Recipe.TowerSpec tower =
                Objects.requireNonNull(read("start: model\n" + one.replace("{from: text}", "{static: 4}"))
                        .towers()
                        .get(Modality.TEXT));
        assertThat(tower.isStatic()).isTrue();
        assertThat(tower.from()).isEqualTo(dir.resolve("model"));
    }

    @Test
    void aRecipeIsReadAsItIsWritten() throws IOException {
        Recipe recipe = read(GOOD);
        assertThat(recipe.name()).isEqualTo("small");
        assertThat(recipe.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.steps()).isEqualTo(3);
            assertThat(stage.rate("heads")).isEqualTo(1e-3);
            assertThat(stage.rate("text")).isZero();
        });
    }

    @Test
    void aTowersTokensHaveItsRateUnlessTheyHaveOneOfTheirOwn() throws IOException {
        Recipe.Stage shared =
                read(GOOD.replace("{heads: 1.0e-3}", "{text: 0.5}")).stages().get(0);
        assertThat(shared.rate("embeddings.text")).isEqualTo(0.5);
        Recipe.Stage own = read(GOOD.replace("{heads: 1.0e-3}", "{text: 0.5, embeddings.text: 0}"))
                .stages()
                .get(0);
        assertThat(own.rate("embeddings.text")).isZero();
        assertThat(own.rate("text")).isEqualTo(0.5);
        refused(GOOD.replace("{heads: 1.0e-3}", "{embeddings.image: 1}"), "embeddings.image", "unknown group");
    }

    @Test
    void onlyATextTowerGetsALargerVocabulary() throws IOException {
        refused(
                GOOD.replace("{from: code}", "{from: code, vocabulary: {tokenizer: t}}"),
                "towers.code.vocabulary",
                "text alone");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOne() {
        refused(GOOD.replace("seed: 1", "") + "sead: 3\n", "sead", "unknown key", "did you mean 'seed'?");
        refused(GOOD.replace("steps: 3", "steps: 3, warmpu: 2"), "stages[0].warmpu", "did you mean 'warmup'?");
    }

    @Test
    void aMissingKeyIsNamedWithTheMisspeltOneThatIsThere() {
        refused(GOOD.replace("name: small", "nam: small"), "name", "is 'nam' meant to be 'name'?");
        refused(GOOD.replace("batch: 4", "bacth: 4"), "batch", "is 'bacth' meant to be 'batch'?");
    }

    @Test
    void aTaskThatIsNotThereAndAGroupThatIsNotThereAreNamed() {
        refused(GOOD.replace("tasks: {pairs: 1}", "tasks: {others: 1}"), "others", "unknown task", "pairs");
        refused(GOOD.replace("heads: 1.0e-3", "haeds: 1.0e-3"), "haeds", "unknown group");
    }

    @Test
    void aNumberThatIsNoneAndAFileThatIsNoMappingAreNamed() {
        refused(GOOD.replace("steps: 3", "steps: many"), "steps", "'many'");
        refused("- a\n- b\n", "mapping");
        refused("name: [", "recipe.yaml");
    }

    private Recipe.Stage stage(String fields) throws IOException {
        return read(GOOD.replace("steps: 3", "steps: 40, " + fields)).stages().get(0);
    }

    @Test
    void aWarmUpIsAPartOfTheStageOrANumberOfSteps() throws IOException {
        assertThat(stage("warmup: 0.25").schedule()).isEqualTo(new Schedule(Schedule.Shape.COSINE, 10, 40));
        assertThat(stage("warmup: 7, schedule: linear").schedule())
                .isEqualTo(new Schedule(Schedule.Shape.LINEAR, 7, 40));
        assertThat(stage("schedule: constant").schedule()).isEqualTo(new Schedule(Schedule.Shape.CONSTANT, 2, 40));
        refused(GOOD.replace("steps: 3", "steps: 3, warmup: 1.5"), "stages[0].warmup", "whole number");
        refused(GOOD.replace("steps: 3", "steps: 3, warmup: 4"), "stages[0].warmup", "'4'");
        refused(GOOD.replace("steps: 3", "steps: 3, schedule: liner"), "stages[0].schedule", "did you mean 'linear'?");
    }

    @Test
    void aPrecisionOfTheRecipeIsThatOfStagesWithoutOne() throws IOException {
        assertThat(stage("warmup: 0").precision()).isEqualTo(Precision.FLOAT32);
        assertThat(stage("precision: bf16").precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(read(GOOD + "precision: bf16\n").stages().get(0).precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(read(GOOD.replace("steps: 3", "steps: 3, precision: fp32") + "precision: bf16\n")
                        .stages()
                        .get(0)
                        .precision())
                .isEqualTo(Precision.FLOAT32);
        refused(GOOD + "precision: fp16\n", "precision", "bf16, fp32");
        refused(GOOD.replace("steps: 3", "steps: 3, precision: bf61"), "stages[0].precision", "did you mean 'bf16'?");
    }

    @Test
    void weightDecayIsOneNumberOrOneForEachGroup() throws IOException {
        assertThat(stage("warmup: 0").decay("projection")).isEqualTo(0.01);
        assertThat(stage("weight_decay: 0.3").decay("projection")).isEqualTo(0.3);
        Recipe.Stage each = stage("weight_decay: {heads: 0.3, adapter.text: 0.2, code: 0}");
        assertThat(each.decay("projection")).isEqualTo(0.3);
        assertThat(each.decay("adapter.text")).isEqualTo(0.2);
        assertThat(each.decay("code")).isZero();
        assertThat(each.decay("text")).isEqualTo(0.01);
        refused(GOOD.replace("steps: 3", "steps: 3, weight_decay: {haeds: 1}"), "weight_decay.haeds", "unknown group");
    }

    private Augmentation augmentation(String fields) throws IOException {
        Recipe recipe = read(GOOD.replace("batch: 4", "batch: 4" + fields));
        return Objects.requireNonNull(recipe.tasks().get("pairs")).augmentation();
    }

    @Test
    void augmentationIsReadFieldByField() throws IOException {
        assertThat(augmentation("")).isEqualTo(Augmentation.DEFAULT);
        assertThat(augmentation(", augment: false")).isEqualTo(Augmentation.NONE);
        assertThat(augmentation(", augment: {flip: false, colour: 0.2}"))
                .isEqualTo(new Augmentation(0.6, 1, false, 0.2));
        assertThat(augmentation(", augment: {crop: [0.3, 0.9]}")).isEqualTo(new Augmentation(0.3, 0.9, true, 0));
        assertThat(augmentation(", augment: {views: 4}")).isEqualTo(new Augmentation(0.6, 1, true, 0, 4));
        refused(GOOD.replace("batch: 4", "batch: 4, augment: {crop: [0.9, 0.3]}"), "augment.crop", "[0.9, 0.3]");
        refused(GOOD.replace("batch: 4", "batch: 4, augment: {color: 1}"), "augment.color", "did you mean 'colour'?");
    }

    @Test
    void loraIsReadFieldByField() throws IOException {
        Recipe recipe =
                read(GOOD.replace("text: {from: text}", "text: {from: text, lora: {rank: 4, targets: [up, query]}}"));
        assertThat(Objects.requireNonNull(recipe.towers().get(Modality.TEXT)).lora())
                .contains(new Lora(4, 4, Set.of(LayerPart.UP, LayerPart.QUERY)));
        refused(
                GOOD.replace("text: {from: text}", "text: {from: text, lora: {rank: 4, targets: [qeury]}}"),
                "towers.text.lora.targets",
                "did you mean 'query'?");
        refused(GOOD.replace("text: {from: text}", "text: {from: text, lora: {rank: 0}}"), "towers.text.lora.rank");
    }

    private ObjectiveSpec objective(String fields) throws IOException {
        Recipe recipe = read(GOOD.replace("objective: infonce", fields));
        return Objects.requireNonNull(recipe.tasks().get("pairs")).objective();
    }

    @Test
    void anObjectiveIsAWordOrAMapping() throws IOException {
        assertThat(objective("objective: infonce").objective()).isEqualTo(new InfoNce(20, true));
        assertThat(objective("objective: infonce, scale: 5, symmetric: false").objective())
                .isEqualTo(new InfoNce(5, false));
        assertThat(objective("objective: {kind: infonce, scale: 5, improved: true, hardness: 9}")
                        .objective())
                .isEqualTo(new InfoNce(5, InfoNce.Form.IMPROVED, new Hardness(9, 0)));
        assertThat(objective("objective: {kind: triplet, mining: batch-hard, margin: 0.2}")
                        .objective())
                .isEqualTo(new MinedTriplet(MinedTriplet.Mining.HARD, Distance.COSINE, 0.2));
    }

    @Test
    void whatStandsAroundAnObjectiveIsReadInOrder() throws IOException {
        InfoNce plain = new InfoNce(20, true);
        Matryoshka cut = new Matryoshka(plain, List.of(8, 4, 2), List.of(1.0, 1.0, 1.0));
        assertThat(objective("objective: infonce, matryoshka: [4, 2]").objective())
                .isEqualTo(cut);
        assertThat(objective("objective: infonce, matryoshka: {widths: [8, 2], weights: [1, 0.5]}")
                        .objective())
                .isEqualTo(new Matryoshka(plain, List.of(8, 2), List.of(1.0, 0.5)));
        ObjectiveSpec all = objective(
                "objective: infonce, matryoshka: [4, 2], guide: {from: g, margin: 0.1}, regulariser: 0.5, weight: 3");
        assertThat(all.objective())
                .isEqualTo(new Weighted(List.of(
                        new Weighted.Part(new Guided(cut, 0.1, false), 3),
                        new Weighted.Part(new Orthogonal(0.5, 0.5), 1))));
        assertThat(all.guide()).contains(new GuideSpec(Optional.of(dir.resolve("g")), 0.1, false, false));
    }

    @Test
    void aPairsScaleAndBiasStartWhereTheTaskThatLearnsThemSays() throws IOException {
        Recipe recipe = read(GOOD.replace(
                "stages:", "  more: {pair: [text, code], objective: siglip, batch: 4, data: {}}\nstages:"));
        assertThat(recipe.logScales()).containsExactly(Map.entry("text-code", Math.log(10)));
        assertThat(recipe.logitBiases()).containsExactly(Map.entry("text-code", -10.0));
        assertThat(read(GOOD).logScales()).containsExactly(Map.entry("text-code", Math.log(20)));
        assertThat(read(GOOD).logitBiases()).isEmpty();
    }

    @Test
    void whatIsWrongWithAnObjectiveIsNamed() {
        refused(
                GOOD.replace("objective: infonce", "objective: infonc"),
                "tasks.pairs.objective",
                "did you mean 'infonce'?");
        refused(
                GOOD.replace("objective: infonce", "objective: {kind: infonce, scael: 3}"),
                "tasks.pairs.objective.scael",
                "did you mean 'scale'?");
        refused(
                GOOD.replace("objective: infonce", "objective: {kind: triplet, mining: batch-hrad}"),
                "objective.mining",
                "did you mean 'batch-hard'?");
        refused(
                GOOD.replace("objective: infonce", "objective: {kind: infonce, improved: true, gist: true}"),
                "several forms");
        refused(GOOD.replace("objective: infonce", "objective: infonce, matryoshka: [4, 64]"), "matryoshka", "'64'");
        refused(GOOD.replace("objective: infonce", "objective: cosent, guide: {own: true}"), "guide", "unknown key");
        refused(GOOD.replace("objective: infonce", "objective: clip, cahced: 4"), "cahced", "did you mean 'cached'?");
    }
}
