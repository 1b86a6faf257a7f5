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

/**
 * Trains the code side of a model a little further, on somebody's own methods. Only the code tower's own layers and its adapter move:
 * texts and pictures keep their vectors, and so do the layers that the code tower borrows.
 */
public final class Adaptation {
    private static final String TASK = "methods";
    /** The rates of the last stages of the model inside, see {@code samples/recipes/first.yaml}. */
    private static final double TOWER_RATE = 1.5e-4;

    private static final double ADAPTER_RATE = 5e-4;

    private Adaptation() {}

    /**
     * Writes an adapted model.
     *
     * @param from the model to begin with; it has towers for text and code, and is not changed
     * @param pairs JSON lines of sentences and methods, as {@code mine javadoc} writes them
     * @param work folder of the run: recipe, metrics, checkpoint
     * @param to folder of the new model
     * @param batch pairs of a step; in every batch each sentence's wrong answers are the methods of the others
     * @throws TriptychException if the model or the pairs cannot be used, or a file cannot be written
     */
    public static ModelFolder train(
            ModelFolder from, Path pairs, Path work, Path to, int steps, int batch, Progress progress) {
        try (TriModal model = from.load()) {
            Map<Modality, Recipe.TowerSpec> specs = new EnumMap<>(Modality.class);
            for (Modality modality : model.modalities()) {
                specs.put(modality, from.tower(modality));
                model.tower(modality);
            }
            Files.createDirectories(work);
            Path file = Files.writeString(
                    work.resolve("adapt.yaml"),
                    recipe(from, from.tower(Modality.TEXT), from.tower(Modality.CODE), pairs, steps, batch));
            Recipe plan = Recipe.read(file);
            PairSource source =
                    TrainingData.open(plan.tasks().values().iterator().next(), work, progress);
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    plan, ModelFolder.digest(file), model.towers(), model.heads(), Map.of(TASK, source), work);
            trainer.run(false, progress);
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("adapted_from", from.fingerprint().toString());
            made.put("pairs", source.size());
            made.put("pairs_sha256", ModelFolder.digest(pairs));
            made.put("steps", steps);
            made.put("batch", batch);
            ModelFolder.save(to, plan.name(), model, specs, DType.F16, made);
            return ModelFolder.open(to);
        } catch (IOException e) {
            throw new TriptychException(
                    to + ": the model cannot be written: " + e.getMessage() + "; make room and run again", e);
        }
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
                  code: {from: %s, max_tokens: %d%s}
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
                        TASK,
                        batch,
                        quoted(pairs.toAbsolutePath().toString()),
                        steps,
                        TOWER_RATE,
                        ADAPTER_RATE,
                        TASK,
                        steps);
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
