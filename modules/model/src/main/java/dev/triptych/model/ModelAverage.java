package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A model soup: the weighted mean of the weights of models of one architecture (Wortsman et al. 2022). It is good only if all were trained
 * from the same start.
 */
public final class ModelAverage {
    /** Different vectors, same network: these may differ between models of one architecture. */
    private static final Set<String> FREE = Set.of("name", "provenance", "files");

    private ModelAverage() {}

    /**
     * Averages.
     *
     * @param models at least two model folders
     * @param weights one for each, not all zero; they are divided by their sum
     * @param out a folder that is empty or not there yet
     * @throws TriptychException if the models differ in anything but numbers and names
     */
    public static Fingerprint write(List<Path> models, List<Double> weights, String name, Path out) {
        double sum = weights.stream().mapToDouble(w -> w).sum();
        if (models.size() < 2 || weights.size() != models.size()) {
            throw new TriptychException(
                    "average",
                    models.size() + " models and " + weights.size() + " weights",
                    "two models or more, and a weight for each",
                    "name them all");
        }
        if (weights.stream().anyMatch(w -> !(w >= 0)) || !(sum > 0) || Double.isInfinite(sum)) {
            throw new TriptychException("--weights", weights.toString(), "shares that are not negative", "mend them");
        }
        EmptyFolder.require(out);
        List<ModelFolder> folders = models.stream().map(ModelFolder::open).toList();
        folders.forEach(folder -> requireSame(folders.get(0), folder));
        try {
            Files.createDirectories(out);
            for (String file : files(models.get(0))) {
                Path target = out.resolve(file);
                Path parent = target.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                if (file.endsWith(".safetensors")) {
                    mean(models.stream().map(m -> m.resolve(file)).toList(), weights, sum, target);
                } else {
                    requireSame(models, file);
                    Files.copy(models.get(0).resolve(file), target);
                }
            }
            ModelFolder.manifest(out, name, folders.get(0).manifest(), provenance(folders, weights));
        } catch (IOException e) {
            throw new TriptychException(out + ": the model cannot be written: " + e.getMessage() + "; make room", e);
        }
        return ModelFolder.open(out).fingerprint();
    }

    private static void requireSame(ModelFolder first, ModelFolder other) {
        Set<String> fields = new TreeSet<>();
        first.manifest().fieldNames().forEachRemaining(fields::add);
        other.manifest().fieldNames().forEachRemaining(fields::add);
        fields.removeAll(FREE);
        for (String field : fields) {
            JsonNode a = first.manifest().path(field);
            JsonNode b = other.manifest().path(field);
            if (!a.equals(b)) {
                throw different(other.toString() + ", triptych.json: " + field, b.toString(), a.toString());
            }
        }
    }

    private static void requireSame(List<Path> models, String file) throws IOException {
        for (Path model : models) {
            Path other = model.resolve(file);
            if (!Files.isRegularFile(other) || Files.mismatch(models.get(0).resolve(file), other) >= 0) {
                throw different(
                        other.toString(),
                        "another content or none",
                        "that of " + models.get(0).resolve(file));
            }
        }
    }

    private static TriptychException different(String where, String found, String expected) {
        return new TriptychException(
                where,
                found,
                expected,
                "average models of one recipe: towers, widths and tokenizers have to be the same");
    }

    /** The files of a model, except for its manifest and what is written about it. */
    private static List<String> files(Path model) throws IOException {
        try (Stream<Path> all = Files.walk(model)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> model.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals("triptych.json") && !file.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The mean in float64, written in the numbers of the first. */
    private static void mean(List<Path> files, List<Double> weights, double sum, Path target) {
        List<SafeTensors> all = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw different(file.toString(), "no file", "weights as in " + files.get(0));
            }
            all.add(SafeTensors.open(file));
        }
        SafeTensors first = all.get(0);
        List<Tensor> means = new ArrayList<>();
        DType dtype = DType.F32;
        for (String name : new TreeSet<>(first.names())) {
            Tensor one = first.get(name);
            dtype = one.dtype();
            double[] mean = new double[one.toFloats().length];
            for (int m = 0; m < all.size(); m++) {
                requireShape(files.get(m), all.get(m), first, name);
                float[] values = all.get(m).get(name).toFloats();
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += weights.get(m) / sum * values[i];
                }
            }
            float[] rounded = new float[mean.length];
            for (int i = 0; i < mean.length; i++) {
                rounded[i] = (float) mean[i];
            }
            means.add(Tensor.of(name, rounded, one.shape()));
        }
        SafeTensors.write(target, means, dtype, Map.of("format", "pt"));
    }

    private static void requireShape(Path file, SafeTensors weights, SafeTensors first, String name) {
        Set<String> names = new TreeSet<>(weights.names());
        Set<String> expected = new TreeSet<>(first.names());
        if (!names.equals(expected)) {
            expected.removeAll(names);
            names.removeAll(first.names());
            throw different(file.toString(), "weights besides: " + names, "those, too: " + expected);
        }
        long[] shape = weights.get(name).shape();
        if (!Arrays.equals(shape, first.get(name).shape())) {
            throw different(
                    file + ", weight " + name,
                    Arrays.toString(shape),
                    Arrays.toString(first.get(name).shape()));
        }
    }

    private static Map<String, Object> provenance(List<ModelFolder> folders, List<Double> weights) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("model", folders.get(i).fingerprint().toString());
            part.put("weight", weights.get(i));
            parts.add(part);
        }
        return Map.of("average_of", parts);
    }
}
