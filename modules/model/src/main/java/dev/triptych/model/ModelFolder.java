package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Precision;
import dev.triptych.nn.StaticEmbedding;
import dev.triptych.nn.StaticTower;
import dev.triptych.nn.Tower;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model on disk: one folder per tower in a published format, the heads, and {@code triptych.json}, which names them and carries the
 * digest of every file. The digest of {@code triptych.json} is the fingerprint of the model.
 */
public final class ModelFolder {
    private static final String MANIFEST = "triptych.json";
    private static final String HEADS = "heads";
    private static final String STATIC = "static";
    /** A mean of more tokens than this says little about any of them. */
    private static final int STATIC_TOKENS = 512;

    private static final int FORMAT = 1;
    private static final int MOST = 1 << 16;

    private final Path folder;
    private final JsonConfig manifest;

    private ModelFolder(Path folder, JsonConfig manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Reads {@code triptych.json}; the weights are not touched yet. */
    public static ModelFolder open(Path folder) {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new TriptychException(
                    folder.toString(),
                    Files.isDirectory(folder) ? "no " + MANIFEST : "no such folder",
                    "a model folder of Triptych, or a published one with config.json, modules.json or open_clip_config.json",
                    "check the path, or train one with: triptych train RECIPE.yaml --out DIR");
        }
        JsonConfig manifest = JsonConfig.read(file);
        manifest.integer("format", FORMAT, FORMAT);
        return new ModelFolder(folder, manifest);
    }

    /** The model that comes with the library. */
    public static ModelFolder shipped() {
        return open(DefaultModel.folder());
    }

    /** What is in the folder, as {@code triptych.json} says. */
    public JsonNode manifest() {
        return manifest.node();
    }

    public String name() {
        return manifest.text("name");
    }

    public int width() {
        return manifest.integer("width", 1, MOST);
    }

    public Fingerprint fingerprint() {
        return new Fingerprint(name(), digest(folder.resolve(MANIFEST)));
    }

    /** The folder of a tower, and how much of an input it reads. */
    public Recipe.TowerSpec tower(Modality modality) {
        Map<Modality, Recipe.TowerSpec> specs = towerSpecs();
        Recipe.TowerSpec spec = specs.get(modality);
        if (spec == null) {
            throw new TriptychException(
                    folder.resolve(MANIFEST) + ": towers",
                    specs.keySet().toString(),
                    "one for " + modality.id(),
                    "use another model");
        }
        return spec;
    }

    TriModal load() {
        return load(Precision.FLOAT32);
    }

    TriModal load(Precision precision) {
        Map<Modality, Recipe.TowerSpec> specs = towerSpecs();
        specs.forEach((modality, spec) -> {
            if (!Files.isDirectory(spec.from())) {
                throw new TriptychException(
                        folder.resolve(MANIFEST) + ": towers." + modality.id() + ".folder",
                        "no folder " + spec.from(),
                        "the folder of a tower",
                        "copy the whole model again");
            }
        });
        Set<Modality> adapted = EnumSet.noneOf(Modality.class);
        specs.forEach((modality, spec) -> {
            if (!StaticEmbedding.isIn(spec.from())) {
                adapted.add(modality);
            }
        });
        Heads heads = Heads.load(folder.resolve(HEADS), adapted, width());
        return new TriModal(folder.toString(), specs, new EnumMap<>(Modality.class), heads, precision);
    }

    private Map<Modality, Recipe.TowerSpec> towerSpecs() {
        Map<Modality, Recipe.TowerSpec> specs = new EnumMap<>(Modality.class);
        JsonConfig towers = manifest.object("towers");
        towers.node().fieldNames().forEachRemaining(name -> {
            JsonConfig tower = towers.object(name);
            Path path = folder.resolve(tower.text("folder")).normalize();
            if (!path.startsWith(folder.normalize())) {
                throw new TriptychException(
                        folder.resolve(MANIFEST) + ": towers." + name + ".folder",
                        "'" + tower.text("folder") + "'",
                        "a folder inside the model",
                        "do not use this model");
            }
            specs.put(
                    Modality.of(name),
                    new Recipe.TowerSpec(
                            path,
                            tower.integer("max_tokens", 0, 1 << 20, 0),
                            tower.text("shares", ""),
                            tower.integer("shared_layers", 0, 1000, 0)));
        });
        return specs;
    }

    /** What was found wrong, one line each; empty when all files are as they were written and all towers open. */
    public List<String> verify() {
        List<String> problems = new ArrayList<>();
        JsonNode files = manifest.object("files").node();
        files.properties().forEach(entry -> {
            Path file = folder.resolve(entry.getKey());
            String expected = entry.getValue().path("sha256").asText();
            if (!Files.isRegularFile(file)) {
                problems.add(file + ": missing");
            } else if (!digest(file).equals(expected)) {
                problems.add(file + ": sha256 is " + digest(file) + ", expected " + expected);
            }
        });
        if (problems.isEmpty()) {
            // Files as they were written can still be files that never fitted together.
            try (TriModal model = load()) {
                towerSpecs().keySet().forEach(model::tower);
            } catch (TriptychException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }

    /** Writes a model; {@code provenance} says how it came to be and is kept as it is. */
    static void save(
            Path folder,
            String name,
            TriModal model,
            Map<Modality, Recipe.TowerSpec> specs,
            DType dtype,
            Object provenance)
            throws IOException {
        Files.createDirectories(folder.resolve(HEADS));
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("format", FORMAT);
        manifest.put("name", name);
        manifest.put("width", model.heads().width());
        ObjectNode towers = manifest.putObject("towers");
        for (Map.Entry<Modality, Tower> entry : model.towers().entrySet()) {
            String id = entry.getKey().id();
            entry.getValue().save(folder.resolve(id), dtype);
            Recipe.TowerSpec spec = specs.get(entry.getKey());
            ObjectNode tower = towers.putObject(id).put("folder", id);
            if (spec != null) {
                tower.put("max_tokens", spec.maxTokens());
                if (!spec.lender().isEmpty()) {
                    tower.put("shares", spec.lender()).put("shared_layers", spec.sharedLayers());
                }
            }
        }
        model.heads().save(folder.resolve(HEADS), dtype);
        write(folder, manifest, provenance);
    }

    /** The folder of the static embedding that answers for texts in the place of the text tower, if there is one. */
    Optional<Path> staticTexts() {
        return manifest.has(STATIC)
                ? Optional.of(folder.resolve(manifest.object(STATIC).text("folder")))
                : Optional.empty();
    }

    /** How many tokens of a text the static embedding reads. */
    int staticTokens() {
        return manifest.object(STATIC).integer("max_tokens", 1, 1 << 20, STATIC_TOKENS);
    }

    /** The model in whose folder this one lies as its static embedding. */
    static Optional<ModelFolder> around(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null || !Files.isRegularFile(parent.resolve(MANIFEST))) {
            return Optional.empty();
        }
        ModelFolder model = open(parent);
        return model.staticTexts().filter(whole::equals).isPresent() ? Optional.of(model) : Optional.empty();
    }

    /**
     * Writes this model again, with a static embedding beside its towers.
     *
     * @param maxTokens of a text; 0 for 512
     */
    void withStatic(Path target, String name, StaticTower table, int maxTokens, DType dtype, Object provenance)
            throws IOException {
        for (Map.Entry<String, JsonNode> file : manifest.object("files").node().properties()) {
            Path to = target.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(folder.resolve(file.getKey()), to, StandardCopyOption.REPLACE_EXISTING);
        }
        table.save(target.resolve(STATIC), dtype);
        ObjectNode next = manifest.node().deepCopy();
        next.putObject(STATIC).put("folder", STATIC).put("max_tokens", maxTokens == 0 ? STATIC_TOKENS : maxTokens);
        Object both = Map.of("static", provenance, "model", manifest.node().path("provenance"));
        manifest(target, name, next, both);
    }

    /** Writes the manifest of a folder whose files are there: as another one's, with a name and a provenance of its own. */
    static void manifest(Path folder, String name, JsonNode like, Object provenance) throws IOException {
        ObjectNode manifest = like.deepCopy();
        manifest.put("name", name);
        write(folder, manifest, provenance);
    }

    private static void write(Path folder, ObjectNode manifest, Object provenance) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        manifest.set("provenance", json.valueToTree(provenance));
        ObjectNode files = manifest.putObject("files");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String relative = folder.relativize(file).toString().replace('\\', '/');
                if (!relative.equals(MANIFEST) && !relative.endsWith(".md")) {
                    files.putObject(relative).put("bytes", Files.size(file)).put("sha256", digest(file));
                }
            }
        }
        json.writeValue(folder.resolve(MANIFEST).toFile(), manifest);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    static String digest(Path file) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
