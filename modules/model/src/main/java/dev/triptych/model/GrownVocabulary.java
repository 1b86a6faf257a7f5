package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.data.CheckedPairs;
import dev.triptych.data.TrainingData;
import dev.triptych.nn.WordTokenizer;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import dev.triptych.train.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A published folder with further tokens: the tokenizer is another one whose first ids are the old ones, and the embeddings have a row for each
 * new token, made from rows that are there. What the folder makes of texts of old tokens stays the same.
 */
final class GrownVocabulary {
    private static final int MOST = 1 << 22;
    private static final int TRANSLATIONS = 4;
    private static final int AT_ONCE = 4096;
    private static final List<String> EMBEDDINGS = List.of(
            "word_embeddings.weight", "tok_embeddings.weight", "embed_tokens.weight", "shared.weight", "wte.weight");

    private final Path from;
    private final VocabularySpec spec;
    private final Path tokenizer;

    private GrownVocabulary(Path from, VocabularySpec spec) {
        this.from = from;
        this.spec = spec;
        this.tokenizer =
                Files.isDirectory(spec.tokenizer()) ? spec.tokenizer().resolve("tokenizer.json") : spec.tokenizer();
    }

    /**
     * The recipe with all vocabularies as they are to be.
     *
     * @param out where grown folders are written; those that are there already are used if the run goes on
     */
    static Recipe grow(Recipe plan, Path out, boolean resume, Progress progress) {
        Map<Modality, Recipe.TowerSpec> towers = new EnumMap<>(plan.towers());
        plan.towers().forEach((modality, tower) -> tower.vocabulary().ifPresent(spec -> {
            Path folder = out.resolve("start").resolve(modality.id());
            if (!resume || !Files.isRegularFile(folder.resolve("model.safetensors"))) {
                try {
                    new GrownVocabulary(tower.from(), spec).write(folder, out.resolve("data"), progress);
                } catch (IOException e) {
                    throw new TriptychException(folder + ": cannot be written: " + e.getMessage(), e);
                }
            }
            towers.put(modality, tower.madeIn(folder));
        }));
        return plan.withTowers(towers);
    }

    /** Says what is wrong, before anything is computed. */
    static void check(Recipe.TowerSpec tower) {
        tower.vocabulary().ifPresent(spec -> new GrownVocabulary(tower.from(), spec).size());
    }

    private void write(Path folder, Path cache, Progress progress) throws IOException {
        int size = size();
        Weights weights = Weights.open(from);
        String name = embeddings(weights, old());
        int width = (int) weights.require(name).shape()[1];
        float[] rows = Arrays.copyOf(weights.floats(name), Math.multiplyExact(size, width));
        fill(rows, width, cache, progress);

        copy(folder, size);
        List<Tensor> tensors = new ArrayList<>();
        for (String other : weights.names()) {
            if (other.equals(name)) {
                tensors.add(Tensor.of(name, rows, size, width));
            } else if (!weights.hasSteps(name) || !other.startsWith(name)) {
                tensors.add(weights.require(other));
            }
        }
        // The weights come last: a folder that has them is whole.
        SafeTensors.write(folder.resolve("model.safetensors"), tensors, DType.F32, Map.of("format", "pt"));
    }

    private int old() {
        return JsonConfig.read(from.resolve("config.json")).integer("vocab_size", 1, MOST);
    }

    /** How many tokens the larger vocabulary has; refuses one that is not a continuation of the old. */
    private int size() {
        Map<String, Integer> before = pieces(from.resolve("tokenizer.json"));
        Map<String, Integer> now = pieces(tokenizer);
        before.forEach((piece, id) -> {
            if (!id.equals(now.get(piece))) {
                throw new TriptychException(
                        tokenizer + ", token '" + piece + "'",
                        now.containsKey(piece) ? "id " + now.get(piece) : "nothing",
                        "id " + id + ", as in " + from.resolve("tokenizer.json"),
                        "use a tokenizer that keeps the old ids and adds its own behind them");
            }
        });
        int size = now.values().stream().mapToInt(id -> id + 1).max().orElse(0);
        if (size <= old()) {
            throw new TriptychException(
                    tokenizer.toString(), size + " tokens", "more than " + old(), "remove 'vocabulary'");
        }
        return size;
    }

    private static Map<String, Integer> pieces(Path file) {
        JsonConfig json = JsonConfig.read(file);
        JsonNode vocabulary = json.object("model").node().path("vocab");
        Map<String, Integer> pieces = new HashMap<>();
        if (vocabulary.isArray()) {
            for (int i = 0; i < vocabulary.size(); i++) {
                pieces.put(vocabulary.get(i).path(0).asText(), i);
            }
        } else {
            vocabulary
                    .properties()
                    .forEach(e -> pieces.put(e.getKey(), e.getValue().asInt()));
        }
        json.node()
                .path("added_tokens")
                .forEach(
                        t -> pieces.put(t.path("content").asText(), t.path("id").asInt()));
        return pieces;
    }

    private String embeddings(Weights weights, int old) {
        return weights.names().stream()
                .filter(name -> EMBEDDINGS.stream().anyMatch(name::endsWith))
                .filter(name -> weights.require(name).shape()[0] == old)
                .findFirst()
                .orElseThrow(() -> new TriptychException(
                        weights.toString(),
                        "no embeddings of " + old + " tokens",
                        "one of " + EMBEDDINGS,
                        "a vocabulary grows in folders of BERT's kind"));
    }

    /** Rows of new tokens: of those that were aligned, the likely translations' mean, as long as they are; else the mean of all. */
    private void fill(float[] rows, int width, Path cache, Progress progress) {
        int old = old();
        float[] mean = new float[width];
        for (int i = 0; i < old * width; i++) {
            mean[i % width] += rows[i] / old;
        }
        TokenAlignment.Translation[][] best = spec.data().isPresent()
                ? aligned(rows.length / width, cache, progress)
                : new TokenAlignment.Translation[rows.length / width][0];
        for (int token = old; token < rows.length / width; token++) {
            TokenAlignment.Translation[] known =
                    Arrays.stream(best[token]).filter(t -> t.token() < old).toArray(TokenAlignment.Translation[]::new);
            float[] row = known.length == 0 ? mean : mean(rows, width, known);
            System.arraycopy(row, 0, rows, token * width, width);
        }
    }

    private static float[] mean(float[] rows, int width, TokenAlignment.Translation[] known) {
        float[] sum = new float[width];
        double weight = 0;
        double length = 0;
        for (TokenAlignment.Translation t : known) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                float x = rows[t.token() * width + i];
                sum[i] += t.likely() * x;
                squares += x * x;
            }
            weight += t.likely();
            length += t.likely() * Math.sqrt(squares);
        }
        double squares = 0;
        for (float x : sum) {
            squares += x * x;
        }
        // A mean of several rows is shorter than they are, and would count less beside the positions.
        double factor = squares == 0 ? 0 : length / weight / Math.sqrt(squares);
        for (int i = 0; i < width; i++) {
            sum[i] *= (float) factor;
        }
        return sum;
    }

    private TokenAlignment.Translation[][] aligned(int size, Path cache, Progress progress) {
        PairSource pairs = TrainingData.open(spec.data().orElseThrow(), Modality.TEXT, Modality.TEXT, cache, progress);
        try (WordTokenizer words = WordTokenizer.open(Objects.requireNonNull(tokenizer.getParent()), MOST)) {
            TokenAlignment alignment = new TokenAlignment(size);
            SplittableRandom random = new SplittableRandom(0);
            try (Progress.Task bar = progress.start("reading translations", pairs.size())) {
                for (int from = 0; from < pairs.size(); from += AT_ONCE) {
                    List<String> known = new ArrayList<>();
                    List<String> other = new ArrayList<>();
                    for (int i = from; i < Math.min(pairs.size(), from + AT_ONCE); i++) {
                        Pair pair = pairs.draw(i, random);
                        if (pair.anchor() instanceof Text a && pair.positive() instanceof Text b) {
                            known.add(a.value());
                            other.add(b.value());
                        }
                    }
                    int[][] k = words.plainIds(known);
                    int[][] o = words.plainIds(other);
                    for (int i = 0; i < k.length; i++) {
                        alignment.add(k[i], o[i]);
                    }
                    bar.advance(k.length);
                }
            }
            alignment.learn(progress);
            return alignment.best(TRANSLATIONS);
        } finally {
            if (pairs instanceof CheckedPairs checked) {
                checked.close();
            }
        }
    }

    private void copy(Path folder, int size) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("model.safetensors"));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path relative = from.relativize(file);
                String name = relative.toString();
                boolean inside = relative.getNameCount() > 1;
                boolean description = name.endsWith(".json") && !name.endsWith(".safetensors.index.json");
                if (description || (inside && name.endsWith(".safetensors"))) {
                    Path target = folder.resolve(name);
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.copy(tokenizer, folder.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
        set(folder.resolve("config.json"), json -> json.put("vocab_size", size));
        JsonNode normalizer = JsonConfig.read(tokenizer).node().path("normalizer");
        Path config = folder.resolve("tokenizer_config.json");
        if (Files.exists(config) && normalizer.hasNonNull("strip_accents")) {
            // Python builds the tokenizer from these as well, and they would win.
            set(config, json -> json.set("strip_accents", normalizer.get("strip_accents")));
        }
    }

    private static void set(Path file, java.util.function.Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JsonConfig.read(file).node();
        change.accept(json);
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }
}
