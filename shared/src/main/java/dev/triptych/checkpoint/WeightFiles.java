package dev.triptych.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Finds and opens the weight files of a model folder as Hugging Face and open_clip publish them. */
final class WeightFiles {
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String OPEN_CLIP = "open_clip_model.safetensors";

    private WeightFiles() {}

    static Map<String, Tensor> find(Path folder) {
        if (Files.isRegularFile(folder)) {
            return all(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "nothing", "a model folder", "check the path");
        }
        if (Files.exists(folder.resolve(SINGLE))) {
            return all(folder.resolve(SINGLE));
        }
        if (Files.exists(folder.resolve(INDEX))) {
            return sharded(folder, JsonConfig.read(folder.resolve(INDEX)));
        }
        if (Files.exists(folder.resolve(OPEN_CLIP))) {
            return all(folder.resolve(OPEN_CLIP));
        }
        refusePickles(folder);
        throw new TriptychException(
                folder.toString(),
                "no weights",
                SINGLE + ", " + INDEX + " or " + OPEN_CLIP,
                "download the model's safetensors files into this folder");
    }

    private static Map<String, Tensor> all(Path file) {
        SafeTensors opened = SafeTensors.open(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : opened.names()) {
            tensors.put(name, opened.get(name));
        }
        return tensors;
    }

    private static Map<String, Tensor> sharded(Path folder, JsonConfig index) {
        JsonNode map = index.object("weight_map").node();
        Path file = folder.resolve(INDEX);
        if (map.isEmpty()) {
            throw new TriptychException(
                    file + ", weight_map", "no entries", "the shard of each weight", "fetch the file again");
        }
        Map<String, SafeTensors> shards = new LinkedHashMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getKey();
            String shard = shardName(file, name, entry.getValue());
            SafeTensors opened = shards.computeIfAbsent(shard, s -> shard(file, name, folder.resolve(s)));
            if (!opened.names().contains(name)) {
                throw new TriptychException(
                        opened.file() + ", " + name,
                        "no such tensor",
                        "it, because " + INDEX + " says it is there",
                        "index and shards are of different models: fetch them again");
            }
            tensors.put(name, opened.get(name));
        }
        return tensors;
    }

    private static String shardName(Path file, String name, JsonNode value) {
        String shard = value.asText();
        // A name that leaves the folder would let an index read any file of the machine.
        boolean plain = value.isTextual()
                && shard.endsWith(".safetensors")
                && shard.indexOf('/') < 0
                && shard.indexOf('\\') < 0
                && shard.indexOf('\0') < 0;
        if (!plain) {
            throw new TriptychException(
                    file + ", weight_map." + name,
                    value.toString(),
                    "the name of a .safetensors file of the same folder",
                    "correct it or fetch the file again");
        }
        return shard;
    }

    private static SafeTensors shard(Path index, String name, Path shard) {
        if (!Files.isRegularFile(shard)) {
            throw new TriptychException(
                    shard.toString(),
                    "nothing",
                    "the shard that holds " + name + " according to " + index.getFileName(),
                    "download it into this folder");
        }
        return SafeTensors.open(shard);
    }

    private static void refusePickles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Foreign::isPickleName)
                    .filter(f -> !f.getFileName().toString().contains("training_args"))
                    .sorted()
                    .findFirst()
                    .ifPresent(f -> {
                        throw Foreign.pickle(f);
                    });
        } catch (IOException e) {
            throw new TriptychException(folder + ": cannot be listed (" + e + ")", e);
        }
    }
}
