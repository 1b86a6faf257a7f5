package dev.triptych.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Low-rank changes of weights beside the weights, as PEFT publishes them: {@code adapter_config.json} and {@code adapter_model.safetensors} with
 * {@code base_model.model.NAME.lora_A.weight} ({@code [rank, in]}) and {@code lora_B} ({@code [out, rank]}). What is computed with is
 * {@code W + alpha / rank · B·A}. A model that learns in this way can be passed on again and again without its weights.
 */
public final class LowRankFiles {
    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String BASE = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";
    private static final int MOST = 1 << 12;

    /**
     * A change of one weight.
     *
     * @param weight its name, which ends in {@code .weight}
     * @param a {@code [rank, in]}
     * @param b {@code [out, rank]}
     */
    public record Change(String weight, float[] a, float[] b) {}

    private LowRankFiles() {}

    /** Whether there are changes beside the weights of a folder. */
    static boolean present(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG));
    }

    /**
     * Writes the changes of a model's weights.
     *
     * @param folder of the weights
     * @param dtype of the file; float16 if that is none for matrices that are to be exact
     */
    public static void write(Path folder, List<Change> changes, int rank, double alpha, DType dtype)
            throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        TreeSet<String> targets = new TreeSet<>();
        for (Change change : changes) {
            String bare = change.weight().substring(0, change.weight().length() - ".weight".length());
            targets.add(bare.replaceFirst(".*\\.\\d+\\.", ""));
            tensors.add(Tensor.of(BASE + bare + A, change.a(), rank, change.a().length / rank));
            tensors.add(Tensor.of(BASE + bare + B, change.b(), change.b().length / rank, rank));
        }
        SafeTensors.write(
                folder.resolve(WEIGHTS), tensors, dtype.isFloat() ? dtype : DType.F16, Map.of("format", "pt"));
        ObjectMapper json = new ObjectMapper();
        ObjectNode config = json.createObjectNode();
        config.put("peft_type", "LORA").put("r", rank).put("lora_alpha", alpha);
        config.put("bias", "none").put("task_type", "FEATURE_EXTRACTION").put("inference_mode", true);
        config.putNull("base_model_name_or_path");
        targets.forEach(config.putArray("target_modules")::add);
        Files.writeString(
                folder.resolve(CONFIG), json.writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n");
    }

    /**
     * The changed weights of a folder.
     *
     * @param base the weights beside the changes
     * @throws TriptychException if the changes are of another kind, or of weights that are not there
     */
    static Map<String, Tensor> changed(Path folder, Weights base) {
        JsonConfig config = JsonConfig.read(folder.resolve(CONFIG));
        refuse(config, "peft_type", !config.text("peft_type", "").equals("LORA"), "LORA");
        for (String field : List.of("use_rslora", "use_dora", "fan_in_fan_out")) {
            refuse(config, field, config.flag(field, false), "false");
        }
        for (String field : List.of("rank_pattern", "alpha_pattern", "modules_to_save")) {
            refuse(
                    config,
                    field,
                    config.has(field) && !config.node().path(field).isEmpty(),
                    "nothing");
        }
        refuse(config, "bias", !config.text("bias", "none").equals("none"), "none");
        int rank = config.integer("r", 1, MOST);
        double scale = config.number("lora_alpha") / rank;
        SafeTensors file = SafeTensors.open(folder.resolve(WEIGHTS));
        Map<String, Tensor> changed = new LinkedHashMap<>();
        Set<String> bases = new LinkedHashSet<>();
        for (String name : file.names()) {
            String bare = bare(file, name);
            if (!base.has(bare + ".weight")) {
                throw new TriptychException(
                        file.file() + ", " + name,
                        "a change of " + bare + ".weight",
                        "a weight of " + folder,
                        "changes and weights are of different models: fetch them again");
            }
            bases.add(bare);
        }
        bases.forEach(bare -> changed.put(bare + ".weight", sum(file, bare, base, rank, scale)));
        return changed;
    }

    /** What a tensor is a change of. */
    private static String bare(SafeTensors file, String name) {
        if (!name.startsWith(BASE) || !(name.endsWith(A) || name.endsWith(B))) {
            throw new TriptychException(
                    file.file() + ", " + name,
                    "a tensor of another name",
                    BASE + "NAME" + A + " and " + B,
                    "merge the adapter into its model in Python, and save that");
        }
        return name.substring(BASE.length(), name.length() - A.length());
    }

    private static Tensor sum(SafeTensors file, String bare, Weights base, int rank, double scale) {
        String weight = bare + ".weight";
        long[] shape = base.require(weight, -1, -1).shape();
        int out = (int) shape[0];
        int in = (int) shape[1];
        float[] a = matrix(file, BASE + bare + A, rank, in);
        float[] b = matrix(file, BASE + bare + B, out, rank);
        float[] sum = base.floats(weight, out, in);
        for (int row = 0; row < out; row++) {
            for (int k = 0; k < rank; k++) {
                float factor = (float) (scale * b[row * rank + k]);
                for (int i = 0; i < in; i++) {
                    sum[row * in + i] += factor * a[k * in + i];
                }
            }
        }
        return Tensor.of(weight, sum, out, in);
    }

    private static float[] matrix(SafeTensors file, String name, long rows, long columns) {
        if (!file.names().contains(name)) {
            throw new TriptychException(file.file() + ", " + name, "no such tensor", "it", "fetch the file again");
        }
        return Weights.of(Map.of(name, file.get(name)), file.file().toString()).floats(name, rows, columns);
    }

    private static void refuse(JsonConfig config, String field, boolean wrong, String expected) {
        if (wrong) {
            JsonNode found = config.node().path(field);
            throw new TriptychException(
                    config.where(field),
                    found.isMissingNode() ? "nothing" : found.toString(),
                    expected,
                    "merge the adapter into its model in Python, and save that");
        }
    }
}
