package dev.triptych.model;

import dev.triptych.data.CheckedPairs;
import dev.triptych.model.Measurements.Measurement;
import dev.triptych.nn.Heads;
import dev.triptych.nn.StaticTower;
import dev.triptych.nn.Tower;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.ContrastiveTrainer;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import dev.triptych.train.Validation;
import dev.triptych.train.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** From a recipe to a model folder. */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * What came of a run.
     *
     * @param finished false if it was interrupted; then there is a checkpoint and no model yet
     * @param model folder of the model
     */
    public record Outcome(boolean finished, Path model, String fingerprint) {}

    /**
     * Trains a model. Ctrl-C writes a checkpoint and ends the run.
     *
     * @param recipe a YAML file
     * @param out the run's folder; the model is written to {@code model} in it
     * @param resume goes on from the last checkpoint
     * @throws TriptychException if recipe, data or folders are wrong; nothing is lost by it
     */
    public static Outcome train(Path recipe, Path out, boolean resume, Progress progress) {
        return train(recipe, out, resume, progress, line -> {});
    }

    /**
     * As {@link #train(Path, Path, boolean, Progress)}.
     *
     * @param told hears, line by line, what the data is and what of it is left out
     */
    public static Outcome train(Path recipe, Path out, boolean resume, Progress progress, Consumer<String> told) {
        return train(recipe, out, resume, progress, told, Measurements.none());
    }

    /**
     * As {@link #train(Path, Path, boolean, Progress, Consumer)}, for recipes that are validated.
     *
     * @param measurements knows what may stand under {@code validate}
     */
    public static Outcome train(
            Path recipe,
            Path out,
            boolean resume,
            Progress progress,
            Consumer<String> told,
            Measurements measurements) {
        Recipe plan = StartingModel.resolved(Recipe.read(recipe));
        Optional<Measurement> measurement = plan.validation().map(v -> measurements.open(v.tasks()));
        if (!resume && (begun(out, "checkpoint") || begun(out, "checkpoint.previous"))) {
            throw new TriptychException(
                    out.toString(), "a run that has begun", "an empty folder", "add --resume, or choose another --out");
        }
        Outcome outcome;
        try (StopHook hook = new StopHook();
                RunData data = RunData.open(plan, out, resume, progress, told)) {
            Recipe ready = StaticStart.make(GrownVocabulary.grow(plan, out, resume, progress), out, resume, progress);
            outcome = run(recipe, ready, data.sources(), measurement, out, resume, progress, told, hook);
        } catch (IOException e) {
            throw new TriptychException(
                    out + ": the model cannot be written: " + e.getMessage()
                            + "; the checkpoint is kept: make room and go on with --resume",
                    e);
        }
        if (outcome.finished()) {
            Leftovers.clear(out, told);
        }
        return outcome;
    }

    private static boolean begun(Path out, String checkpoint) {
        return Files.isDirectory(out.resolve(checkpoint));
    }

    private static Outcome run(
            Path recipe,
            Recipe plan,
            Map<String, PairSource> sources,
            Optional<Measurement> measurement,
            Path out,
            boolean resume,
            Progress progress,
            Consumer<String> told,
            StopHook hook)
            throws IOException {
        Map<Modality, Tower> towers = TriModal.openTowers(plan.towers());
        try (TriModal model = new TriModal(towers, heads(plan, towers));
                Guides guides = Guides.open(plan, () -> start(plan))) {
            Triptych asItIs = Triptych.of(model, new Fingerprint(plan.name(), "in training"));
            Optional<Validation> validation = measurement.map(m -> () -> new Validation.Figures(
                    plan.validation().map(ValidationPlan::metric).orElse(""), m.of(asItIs)));
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    plan, ModelFolder.digest(recipe), towers, model.heads(), sources, guides.byTask(), out, validation);
            told.accept("precision: " + RunPrecision.of(plan, towers));
            Path folder = out.resolve("model");
            if (!hook.watch(trainer)) {
                return new Outcome(false, folder, "");
            }
            try {
                boolean finished = trainer.run(resume, progress);
                trainer.leftOutLines().forEach(told);
                report(out, told);
                if (!finished) {
                    return new Outcome(false, folder, "");
                }
                save(folder, plan, model, provenance(recipe, plan, sources));
                return new Outcome(
                        true, folder, ModelFolder.open(folder).fingerprint().toString());
            } finally {
                hook.forget();
            }
        }
    }

    private static void save(Path folder, Recipe plan, TriModal model, Object provenance) throws IOException {
        Tower text = model.towers().get(Modality.TEXT);
        Recipe.TowerSpec spec = plan.towers().get(Modality.TEXT);
        if (text instanceof StaticTower table && spec != null && spec.isStatic()) {
            ModelFolder.open(plan.start().orElseThrow())
                    .withStatic(folder, plan.name(), table, spec.maxTokens(), plan.weights(), provenance);
        } else {
            ModelFolder.save(folder, plan.name(), model, plan.towers(), plan.weights(), provenance);
        }
    }

    /** A report that cannot be drawn costs nobody a model. */
    private static void report(Path out, Consumer<String> told) {
        try {
            RunReport.write(out);
        } catch (TriptychException e) {
            told.accept(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            // Java 2D asks for a shutdown hook of its own when it begins, which a process that was asked to end
            // refuses.
            told.accept("no report was drawn while the process ends; triptych train report " + out + " draws it");
        }
    }

    static Heads heads(Recipe plan, Map<Modality, Tower> towers) {
        Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
        towers.forEach((m, t) -> {
            if (!t.inSpace()) {
                widths.put(m, t.width());
            }
        });
        Heads heads =
                Heads.create(widths, plan.width(), plan.hidden(), plan.logScales(), plan.logitBiases(), plan.seed());
        try {
            StartingModel.of(plan).ifPresent(start -> start.lend(heads, plan));
            return heads;
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    /** The model of a recipe before its first step. */
    static TriModal start(Recipe plan) {
        Map<Modality, Tower> towers = TriModal.openTowers(plan.towers());
        return new TriModal(towers, heads(plan, towers));
    }

    private static Map<String, Object> provenance(Path recipe, Recipe plan, Map<String, PairSource> sources) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("recipe", String.valueOf(recipe.getFileName()));
        made.put("recipe_sha256", ModelFolder.digest(recipe));
        made.put("seed", plan.seed());
        Map<String, Object> tasks = new LinkedHashMap<>();
        sources.forEach((name, source) -> tasks.put(
                name,
                source instanceof CheckedPairs checked
                        ? Map.of(
                                "pairs",
                                source.size(),
                                "files",
                                checked.report().files())
                        : Map.of("pairs", source.size())));
        made.put("tasks", tasks);
        Map<String, Object> stages = new LinkedHashMap<>();
        plan.stages().forEach(s -> stages.put(s.name(), s.steps()));
        made.put("steps", stages);
        return made;
    }
}
