package dev.triptych.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.data.TrainingData;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.ContrastiveTrainer;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains the code side of a model a little further, on somebody's own methods. Only low-rank matrices beside the code tower's own layers
 * and its adapter move: texts and pictures keep their vectors, and so do the layers that the code tower borrows.
 */
public final class Adaptation {
    private static final String TASK = "methods";
    /** Chosen by a measurement, see the README of this module. */
    private static final String LORA = "{rank: 8, targets: [query, key, value, out, up, down]}";

    private static final double LORA_RATE = 1e-3;
    /** The rate of the code tower's adapter in {@code samples/recipes/default.yaml}. */
    private static final double ADAPTER_RATE = 5e-4;

    private static final int CHECKPOINT_EVERY = 20;
    private static final String RECIPE = "adapt.yaml";

    private Adaptation() {}

    /** Whether a training has begun in a folder. */
    public static boolean begun(Path work) {
        return Files.exists(work.resolve(RECIPE));
    }

    /**
     * Writes an adapted model. Ctrl-C writes a checkpoint and ends the run.
     *
     * @param from the model to begin with; it has towers for text and code, and is not changed
     * @param pairs JSON lines of sentences and methods, as {@code mine javadoc} writes them
     * @param work folder of the run: recipe, metrics, checkpoint
     * @param to folder of the new model
     * @param batch pairs of a step; in every batch each sentence's wrong answers are the methods of the others
     * @param told hears how to go on when the run was stopped
     * @return whether the run came to its end; if it was stopped, the same call goes on, whether in this process or another
     * @throws TriptychException if the model or the pairs cannot be used, if {@code work} holds another run, or a file cannot be written
     */
    public static boolean train(
            ModelFolder from,
            Path pairs,
            Path work,
            Path to,
            int steps,
            int batch,
            Progress progress,
            Consumer<String> told) {
        try (StopHook hook = new StopHook();
                TriModal model = from.load()) {
            Map<Modality, Recipe.TowerSpec> specs = new EnumMap<>(Modality.class);
            for (Modality modality : model.modalities()) {
                specs.put(modality, from.tower(modality));
                model.tower(modality);
            }
            Path file = written(
                    work, recipe(from, from.tower(Modality.TEXT), from.tower(Modality.CODE), pairs, steps, batch));
            Recipe plan = Recipe.read(file);
            PairSource source =
                    TrainingData.open(plan.tasks().values().iterator().next(), work, progress);
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    plan, ModelFolder.digest(file), model.towers(), model.heads(), Map.of(TASK, source), work);
            if (!hook.watch(trainer)) {
                return false;
            }
            boolean finished;
            try {
                finished = trainer.run(true, progress);
            } finally {
                hook.forget();
            }
            if (!finished) {
                told.accept("stopped; repeat the command with --resume to go on");
                return false;
            }
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("adapted_from", from.fingerprint().toString());
            made.put("pairs", source.size());
            made.put("pairs_sha256", ModelFolder.digest(pairs));
            made.put("steps", steps);
            made.put("batch", batch);
            ModelFolder.save(to, plan.name(), model, specs, DType.F16, made);
            return true;
        } catch (IOException e) {
            throw new TriptychException(
                    to + ": the model cannot be written: " + e.getMessage() + "; make room and run again", e);
        }
    }

    /** The recipe on disk; one that stands there has to be the same, so that a run goes on as it began. */
    private static Path written(Path work, String recipe) throws IOException {
        Path file = work.resolve(RECIPE);
        if (Files.exists(file) && !Files.readString(file).equals(recipe)) {
            throw new TriptychException(
                    file.toString(),
                    "a run with other steps, another model or another batch",
                    "the one that is to go on",
                    "repeat the command that began it, or choose another folder");
        }
        Files.createDirectories(work);
        return Files.writeString(file, recipe);
    }

    private static String recipe(
            ModelFolder from, Recipe.TowerSpec text, Recipe.TowerSpec code, Path pairs, int steps, int batch) {
        String shares = code.lender().isEmpty() ? "" : ", shares: {tower: text, layers: " + code.sharedLayers() + "}";
        return """
                # Begins with the towers and heads of %s; `triptych train` would begin with new heads.
                name: %s
                space: {width: %d}
                towers:
                  text: {from: %s, max_tokens: %d}
                  code: {from: %s, max_tokens: %d%s, lora: %s}
                tasks:
                  %s: {pair: [text, code], objective: infonce, scale: 20, batch: %d, data: {kind: code, pairs: %s}}
                stages:
                  - {name: adapt, steps: %d, rates: {code: %s, adapter.code: %s}, tasks: {%s: 1}}
                checkpoint_every: %d
                """
                .formatted(
                        from.fingerprint(),
                        quoted(from.name() + "-adapted"),
                        from.width(),
                        quoted(text.from().toAbsolutePath().toString()),
                        text.maxTokens(),
                        quoted(code.from().toAbsolutePath().toString()),
                        code.maxTokens(),
                        shares,
                        LORA,
                        TASK,
                        batch,
                        quoted(pairs.toAbsolutePath().toString()),
                        steps,
                        LORA_RATE,
                        ADAPTER_RATE,
                        TASK,
                        CHECKPOINT_EVERY);
    }

    /** A string of JSON is one of YAML as well. */
    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a string is always JSON", e);
        }
    }
}
