package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run on disk: the weights that it moves, their moments and averages in float32, and the number of steps that are done. Everything else that a run needs follows from
 * the recipe and the seed. The folder is replaced as a whole, so a run that is killed while it writes keeps its last checkpoint.
 */
final class RunCheckpoint {
    private static final String WEIGHTS = "weights.safetensors";
    private static final String MOMENTS = "moments.safetensors";
    private static final String AVERAGES = "averages.safetensors";
    private static final String STATE = "state.json";

    private final Path folder;
    private final Path previous;

    RunCheckpoint(Path out) {
        this(out, "checkpoint");
    }

    RunCheckpoint(Path out, String name) {
        folder = out.resolve(name);
        previous = out.resolve(name + ".previous");
    }

    /** Whether there is one to restore. */
    boolean exists() {
        return Files.isDirectory(folder) || Files.isDirectory(previous);
    }

    void save(
            int steps,
            String recipe,
            Map<String, WeightGroups.Weight> weights,
            AdamW optimizer,
            WeightAverage average) {
        try {
            // Killed between the two moves below, the last run left its only good checkpoint under the name that is
            // deleted first.
            if (!Files.isDirectory(folder) && Files.isDirectory(previous)) {
                Files.move(previous, folder);
            }
            Path next = folder.resolveSibling(folder.getFileName() + ".next");
            delete(next);
            Files.createDirectories(next);
            List<Tensor> values = new ArrayList<>();
            List<Tensor> moments = new ArrayList<>();
            weights.forEach((key, w) -> {
                long[] shape = w.array().getShape().getShape();
                values.add(Tensor.of(key, w.array().toFloatArray(), shape));
                if (optimizer.knows(w.array())) {
                    AdamW.Moments m = optimizer.moments(w.array());
                    moments.add(Tensor.of(key + "/first", m.first().toFloatArray(), shape));
                    moments.add(Tensor.of(key + "/second", m.second().toFloatArray(), shape));
                    moments.add(Tensor.of(key + "/steps", m.steps().toFloatArray()));
                }
            });
            SafeTensors.write(next.resolve(WEIGHTS), values, DType.F32, Map.of());
            SafeTensors.write(next.resolve(MOMENTS), moments, DType.F32, Map.of());
            if (!average.byKey().isEmpty()) {
                List<Tensor> averages = new ArrayList<>();
                average.byKey()
                        .forEach((key, array) -> averages.add(Tensor.of(
                                key, array.toFloatArray(), array.getShape().getShape())));
                SafeTensors.write(next.resolve(AVERAGES), averages, DType.F32, Map.of());
            }
            byte[] state =
                    new ObjectMapper().writeValueAsBytes(new TreeMap<>(Map.of("steps", steps, "recipe", recipe)));
            AtomicFile.write(next.resolve(STATE), channel -> channel.write(ByteBuffer.wrap(state)));
            delete(previous);
            if (Files.isDirectory(folder)) {
                Files.move(folder, previous);
            }
            Files.move(next, folder);
            delete(previous);
        } catch (IOException e) {
            throw new TriptychException(
                    folder + ": the checkpoint cannot be written: " + e.getMessage() + "; the last one is kept", e);
        }
    }

    /** Restores weights, their averages and the optimizer, and answers how many steps are done; 0 if there is nothing to resume. */
    int restore(String recipe, Map<String, WeightGroups.Weight> weights, AdamW optimizer, WeightAverage average) {
        Path from = Files.isDirectory(folder) ? folder : previous;
        if (!Files.isDirectory(from)) {
            return 0;
        }
        JsonConfig state = JsonConfig.read(from.resolve(STATE));
        if (!state.text("recipe").equals(recipe)) {
            throw new TriptychException(
                    from.resolve(STATE) + ": recipe",
                    "another recipe (sha256 " + state.text("recipe").substring(0, 12) + ")",
                    "the one of this run (" + recipe.substring(0, 12) + ")",
                    "resume with the recipe that began the run, or train into another folder");
        }
        SafeTensors values = SafeTensors.open(from.resolve(WEIGHTS));
        SafeTensors moments = SafeTensors.open(from.resolve(MOMENTS));
        weights.forEach((key, w) -> {
            copy(values.get(key), w.array());
            if (moments.names().contains(key + "/first")) {
                AdamW.Moments m = optimizer.moments(w.array());
                copy(moments.get(key + "/first"), m.first());
                copy(moments.get(key + "/second"), m.second());
                copy(moments.get(key + "/steps"), m.steps());
            }
        });
        if (!average.byKey().isEmpty()) {
            SafeTensors averages = SafeTensors.open(from.resolve(AVERAGES));
            average.byKey().forEach((key, array) -> copy(averages.get(key), array));
        }
        return state.integer("steps", 0, Integer.MAX_VALUE);
    }

    /** Puts the weights alone back. */
    void restoreWeights(Map<String, WeightGroups.Weight> weights) {
        SafeTensors values = SafeTensors.open((Files.isDirectory(folder) ? folder : previous).resolve(WEIGHTS));
        weights.forEach((key, w) -> copy(values.get(key), w.array()));
    }

    private static void copy(Tensor from, NDArray to) {
        try (NDManager scope = to.getManager().newSubManager()) {
            scope.create(from.toFloats(), new Shape(from.shape())).copyTo(to);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
