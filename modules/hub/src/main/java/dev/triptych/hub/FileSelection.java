package dev.triptych.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which files of a published model are needed: configuration, tokenizer, preprocessor, one set of safetensors weights, and the
 * folders of the sentence-transformers modules. Pickles, ONNX, OpenVINO, TensorFlow and Flax copies stay where they are.
 */
final class FileSelection {
    private static final String MODULES = "modules.json";
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String OPEN_CLIP = "open_clip_model.safetensors";
    private static final List<String> VOCABULARIES = List.of(".model", "vocab.txt", "merges.txt", "bpe.codes");
    private static final List<String> PICKLES = List.of(".bin", ".pt", ".pth", ".ckpt", ".pkl");

    private final Repository repository;
    private final Function<String, JsonNode> read;
    private final Map<String, HubFile> all = new TreeMap<>();

    private FileSelection(Repository repository, List<HubFile> files, Function<String, JsonNode> read) {
        this.repository = repository;
        this.read = read;
        files.forEach(f -> all.put(f.path(), f));
    }

    /**
     * Chooses.
     *
     * @param read gives the content of a JSON file of the model
     * @return small files first
     * @throws TriptychException if there are no safetensors weights
     */
    static List<HubFile> of(Repository repository, List<HubFile> files, Function<String, JsonNode> read) {
        return new FileSelection(repository, files, read).choose();
    }

    private List<HubFile> choose() {
        Map<String, HubFile> chosen = new LinkedHashMap<>();
        for (String folder : folders()) {
            all.values().stream()
                    .filter(f -> f.folder().equals(folder) && describes(f.name()))
                    .forEach(f -> chosen.put(f.path(), f));
            weights(folder).forEach(f -> chosen.put(f.path(), f));
        }
        if (chosen.keySet().stream().noneMatch(p -> p.endsWith(".safetensors"))) {
            throw noWeights("");
        }
        return chosen.values().stream()
                .sorted(Comparator.comparingLong(HubFile::bytes).thenComparing(HubFile::path))
                .toList();
    }

    /** The top and the folders that modules.json names. */
    private Set<String> folders() {
        Set<String> folders = new LinkedHashSet<>(List.of(""));
        if (all.containsKey(MODULES)) {
            for (JsonNode module : read.apply(MODULES)) {
                folders.add(module.path("path").asText().replaceAll("^(\\./)+|/+$", ""));
            }
        }
        return folders;
    }

    private static boolean describes(String name) {
        boolean json = name.endsWith(".json") && !name.endsWith(".index.json") && !name.startsWith("trainer_state");
        return json || VOCABULARIES.stream().anyMatch(name::endsWith);
    }

    private List<HubFile> weights(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        for (String name : List.of(SINGLE, INDEX, OPEN_CLIP)) {
            HubFile file = all.get(prefix + name);
            if (file != null) {
                return name.equals(INDEX) ? shards(prefix, file) : List.of(file);
            }
        }
        boolean pickled = all.values().stream()
                .anyMatch(f -> f.folder().equals(folder)
                        && !f.name().contains("training_args")
                        && PICKLES.stream().anyMatch(f.name().toLowerCase(Locale.ROOT)::endsWith));
        if (pickled) {
            throw noWeights(folder);
        }
        return List.of();
    }

    private List<HubFile> shards(String prefix, HubFile index) {
        Set<String> names = new LinkedHashSet<>();
        read.apply(index.path()).path("weight_map").forEach(n -> names.add(n.asText()));
        List<HubFile> shards = new ArrayList<>(List.of(index));
        for (String name : names) {
            HubFile shard = all.get(prefix + name);
            if (shard == null || !name.endsWith(".safetensors")) {
                throw new TriptychException(
                        repository + ", " + index.path(),
                        "'" + name + "', which is not in the model",
                        "the names of its shards",
                        "try another revision");
            }
            shards.add(shard);
        }
        return shards;
    }

    private TriptychException noWeights(String folder) {
        List<String> others = all.values().stream()
                .filter(f -> folder.isEmpty() || f.folder().equals(folder))
                .map(HubFile::path)
                .filter(p -> PICKLES.stream().anyMatch(p::endsWith)
                        || p.endsWith(".onnx")
                        || p.endsWith(".h5")
                        || p.endsWith(".msgpack")
                        || p.endsWith(".gguf")
                        || p.endsWith(".safetensors"))
                .limit(3)
                .toList();
        return new TriptychException(
                repository + (folder.isEmpty() ? "" : ", folder " + folder),
                others.isEmpty() ? "no weights" : "weights only as " + String.join(", ", others),
                SINGLE,
                "convert it once in Python: SentenceTransformer('" + repository.id() + "').save('DIR')"
                        + " or AutoModel.from_pretrained('" + repository.id() + "').save_pretrained('DIR')"
                        + ", and use DIR; some models have a converted copy at @refs/pr/N");
    }
}
