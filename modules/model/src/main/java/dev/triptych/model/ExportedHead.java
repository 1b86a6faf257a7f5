package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.nn.Heads;
import dev.triptych.space.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The adapter of a tower and the projection, as the last modules of a sentence-transformers folder.
 *
 * <p>The projection adds what it computes to its input, which stock modules cannot. While it is the identity, as before training, a
 * {@code Dense} says the same, or nothing at all where the adapter is the identity too. Otherwise the folder gets a module of ours,
 * {@code triptych_head.py}.
 */
final class ExportedHead {
    private static final String PYTHON = "triptych_head.py";
    private static final List<String> PARTS = List.of("norm", "up", "down");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Heads heads;
    private final String adapter;
    private final int in;

    ExportedHead(Heads heads, Modality modality) {
        this.heads = heads;
        adapter = "adapter." + modality.id();
        in = heads.towerWidth(modality);
    }

    /** Appends to the modules of a folder, the last of which gives unit vectors; says whether that took code of ours. */
    boolean append(Path folder) throws IOException {
        ArrayNode modules = modules(folder);
        boolean residual = !allZero(values("projection.down.weight"));
        if (residual) {
            own(folder, modules);
        } else if (!identity()) {
            dense(folder, modules);
        }
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("modules.json").toFile(), modules);
        return residual;
    }

    private static ArrayNode modules(Path folder) throws IOException {
        JsonNode node = JSON.readTree(folder.resolve("modules.json").toFile());
        if (node instanceof ArrayNode modules) {
            return modules;
        }
        throw new IOException(folder.resolve("modules.json") + ": not a list");
    }

    private void own(Path folder, ArrayNode modules) throws IOException {
        try (InputStream code = ExportedHead.class.getResourceAsStream(PYTHON)) {
            if (code == null) {
                throw new IOException(PYTHON + " is missing from the jar triptych-model");
            }
            Files.copy(code, folder.resolve(PYTHON), StandardCopyOption.REPLACE_EXISTING);
        }
        Path module = add(folder, modules, "TriptychHead", "triptych_head.TriptychHead");
        List<Tensor> tensors = new ArrayList<>();
        for (String part : List.of("weight", "bias")) {
            tensors.add(tensor("adapter." + part, adapter + "." + part));
            PARTS.forEach(p -> tensors.add(tensor(p + "." + part, "projection." + p + "." + part)));
        }
        SafeTensors.write(module.resolve("model.safetensors"), tensors, DType.F32, Map.of("format", "pt"));
        int hidden = values("projection.up.bias").length;
        config(
                module,
                JSON.createObjectNode()
                        .put("in_features", in)
                        .put("width", heads.width())
                        .put("hidden", hidden));
    }

    private void dense(Path folder, ArrayNode modules) throws IOException {
        Path module = add(folder, modules, "Dense", "sentence_transformers.models.Dense");
        float[] bias = bias();
        SafeTensors.write(
                module.resolve("model.safetensors"),
                List.of(tensor("linear.weight", adapter + ".weight"), Tensor.of("linear.bias", bias, bias.length)),
                DType.F32,
                Map.of("format", "pt"));
        config(
                module,
                JSON.createObjectNode()
                        .put("in_features", in)
                        .put("out_features", heads.width())
                        .put("bias", true)
                        .put("activation_function", "torch.nn.modules.linear.Identity"));
        add(folder, modules, "Normalize", "sentence_transformers.models.Normalize");
    }

    private static void config(Path module, ObjectNode config) throws IOException {
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(module.resolve("config.json").toFile(), config);
    }

    private static Path add(Path folder, ArrayNode modules, String name, String type) throws IOException {
        int index = modules.size();
        String path = index + "_" + name;
        modules.addObject()
                .put("idx", index)
                .put("name", String.valueOf(index))
                .put("path", path)
                .put("type", type);
        return Files.createDirectories(folder.resolve(path));
    }

    private Tensor tensor(String as, String name) {
        var array = heads.parameters().get(name);
        if (array == null) {
            throw new IllegalStateException("heads without " + name);
        }
        return Tensor.of(as, array.toFloatArray(), array.getShape().getShape());
    }

    private float[] values(String name) {
        var array = heads.parameters().get(name);
        if (array == null) {
            throw new IllegalStateException("heads without " + name);
        }
        return array.toFloatArray();
    }

    /** Of the adapter, and of the projection, of which nothing else is left when its last matrix is zero. */
    private float[] bias() {
        float[] sum = values(adapter + ".bias");
        float[] last = values("projection.down.bias");
        for (int i = 0; i < sum.length; i++) {
            sum[i] += last[i];
        }
        return sum;
    }

    private boolean identity() {
        if (in != heads.width() || !allZero(bias())) {
            return false;
        }
        float[] weight = values(adapter + ".weight");
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] != (i / in == i % in ? 1 : 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allZero(float[] values) {
        for (float v : values) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }
}
