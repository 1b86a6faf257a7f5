package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The weights of a model folder by name, from one safetensors file or several shards. Remembers what was asked for, so that a loader can
 * say which weights it did not understand; a view ({@link #over}, {@link #withoutPrefix}) shares that memory with what it looks at.
 */
public final class Weights {
    private final String label;
    private final Map<String, Slot> slots;

    private record Slot(String label, String originalName, Tensor tensor, AtomicBoolean used) {
        String where() {
            return label + ", weight " + originalName;
        }
    }

    private Weights(String label, Map<String, Slot> slots) {
        this.label = label;
        this.slots = slots;
    }

    /**
     * Opens {@code model.safetensors}, else the shards of {@code model.safetensors.index.json}, else
     * {@code open_clip_model.safetensors}; a path of a file opens that file. Low-rank changes that lie beside the weights are in them.
     *
     * @throws TriptychException if there is none, there is only a pickle, a shard is missing, or a file is damaged
     */
    public static Weights open(Path folder) {
        Weights weights = of(WeightFiles.find(folder), folder.toString());
        return LowRankFiles.present(folder) ? weights.with(LowRankFiles.changed(folder, weights)) : weights;
    }

    /** These weights, some of them with other numbers. */
    private Weights with(Map<String, Tensor> changed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        slots.forEach((name, slot) -> tensors.put(name, slot.tensor()));
        changed.forEach((name, tensor) -> {
            tensors.put(name, tensor);
            tensors.remove(name + RowSteps.SUFFIX);
        });
        return of(tensors, label);
    }

    /** Weights already in memory; the label names them in errors. */
    public static Weights of(Map<String, Tensor> tensors, String label) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> slots.put(name, new Slot(label, name, tensor, new AtomicBoolean())));
        return new Weights(label, slots);
    }

    /** All names, in the files' order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(slots.keySet());
    }

    /** Whether there is a weight of that name; asking does not count as using it. */
    public boolean has(String name) {
        return slots.containsKey(name);
    }

    /**
     * The weight of that name and shape.
     *
     * @param shape the shape it must have, -1 for a dimension of any length; nothing at all accepts every shape
     * @throws TriptychException if it is absent (near names are listed) or has another shape
     */
    public Tensor require(String name, long... shape) {
        Slot slot = slots.get(name);
        if (slot == null) {
            List<String> near = NearNames.of(name, names());
            throw new TriptychException(
                    label + ", weight " + name,
                    "no such weight among " + slots.size(),
                    "one of shape " + (shape.length == 0 ? "any" : Arrays.toString(shape)),
                    "the model's config and weights do not belong together; nearest names: "
                            + (near.isEmpty() ? "none" : String.join(", ", near)));
        }
        slot.used().set(true);
        long[] found = slot.tensor().shape();
        if (!fits(found, shape)) {
            throw new TriptychException(
                    slot.where(),
                    "shape " + Arrays.toString(found),
                    Arrays.toString(shape),
                    "the model's config and weights do not belong together");
        }
        return slot.tensor();
    }

    /**
     * The numbers of the weight of that name and shape, as float32; of a matrix of bytes with the steps of its rows, their products.
     *
     * @param shape as in {@link #require}
     * @throws TriptychException if it is absent, has another shape, or is no floating-point weight
     */
    public float[] floats(String name, long... shape) {
        Tensor tensor = require(name, shape);
        if (hasSteps(name)) {
            return RowSteps.floats(tensor, floats(name + RowSteps.SUFFIX, tensor.shape()[0]));
        }
        if (!tensor.dtype().isFloat()) {
            throw new TriptychException(
                    label + ", weight " + tensor.name(),
                    "dtype " + tensor.dtype(),
                    "F32, F16, BF16 or F64",
                    "save it as one of these");
        }
        return tensor.toFloats();
    }

    /** Whether a weight is a matrix of bytes, each a number of its row's steps. */
    public boolean hasSteps(String name) {
        Slot slot = slots.get(name);
        return slot != null
                && slot.tensor().dtype() == DType.I8
                && slot.tensor().shape().length == 2
                && has(name + RowSteps.SUFFIX);
    }

    private static boolean fits(long[] found, long[] expected) {
        if (expected.length == 0) {
            return true;
        }
        if (found.length != expected.length) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            if (expected[i] != -1 && expected[i] != found[i]) {
                return false;
            }
        }
        return true;
    }

    /** These weights, and for names that are absent here those of the base. */
    public Weights over(Weights base) {
        Map<String, Slot> merged = new LinkedHashMap<>(base.slots);
        merged.putAll(slots);
        return new Weights(label + " over " + base.label, merged);
    }

    /**
     * These weights with a prefix of their names taken off where it is present.
     *
     * @throws TriptychException if two weights would then have the same name
     */
    public Weights withoutPrefix(String prefix) {
        Map<String, Slot> renamed = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            Slot other = renamed.put(bare, slot);
            if (other != null) {
                throw new TriptychException(
                        label,
                        "both " + other.originalName() + " and " + slot.originalName(),
                        "one of them",
                        "the prefix " + prefix + " makes no difference here: remove the one that is not meant");
            }
        });
        return new Weights(label, renamed);
    }

    /** Names that were never required since opening, in the files' order. */
    public List<String> unused() {
        return slots.entrySet().stream()
                .filter(e -> !e.getValue().used().get())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public String toString() {
        return label + " (" + slots.size() + " weights)";
    }
}
