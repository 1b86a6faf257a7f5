package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Interruption;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A reranker: reads a query and a passage together and says how well they fit (sentence-transformers, {@code CrossEncoder}). Slower
 * than comparing vectors and better, so it orders the best few hits of a search. Thread-safe.
 */
public final class CrossEncoder implements AutoCloseable {
    private final CloseGuard guard;
    private final NDManager manager;
    private final TextTransformer transformer;
    private final boolean tellsTextsApart;
    private final ClassificationHead head;
    private final DenseActivation activation;
    private final WordTokenizer tokenizer;
    private final String prompt;

    /** What is scored. */
    public record Pair(String query, String passage) {}

    /**
     * What the reranker answers.
     *
     * @param values a score for each pair in the order given, higher for a better fit; with most models from 0 to 1
     * @param truncated for each pair whether only a part of it was read
     */
    public record Scores(float[] values, boolean[] truncated) {

        /** How many pairs were cut short. */
        public int truncatedCount() {
            int n = 0;
            for (boolean t : truncated) {
                n += t ? 1 : 0;
            }
            return n;
        }
    }

    private CrossEncoder(Path folder, Prompt prompt) {
        guard = new CloseGuard("reranker " + folder);
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "no such folder", "a model folder", "check the path");
        }
        List<PublishedModule> modules = PublishedModule.read(folder);
        Path files = modules.isEmpty() ? folder : modules.get(0).folder();
        activation = activation(folder);
        this.prompt = SentenceConfig.read(folder).text(prompt);
        manager = Kernels.get().newManager();
        try {
            transformer = new TextTransformer(files, manager, null);
            tellsTextsApart = tellsTextsApart(files) && transformer.types() > 1;
            head = ClassificationHead.open(files, manager, transformer.width());
            tokenizer = WordTokenizer.open(files, transformer.limit(SequencePipeline.limit(files)));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Opens a sequence classifier with one label, from a sentence-transformers or a Hugging Face folder. */
    public static CrossEncoder open(Path folder) {
        return open(folder, Prompt.DEFAULT);
    }

    /**
     * Opens a reranker.
     *
     * @param prompt what is put in front of every query
     */
    public static CrossEncoder open(Path folder, Prompt prompt) {
        return new CrossEncoder(folder, prompt);
    }

    /** What turns the logit into the score: newer folders say it in one file, older ones in two other places; else the sigmoid. */
    private static DenseActivation activation(Path folder) {
        Path newer = folder.resolve("config_sentence_transformers.json");
        Optional<JsonConfig> sentence = JsonConfig.readIfPresent(newer);
        if (sentence.isPresent() && sentence.get().has("activation_fn")) {
            return DenseActivation.of(newer + ", activation_fn", sentence.get().text("activation_fn"));
        }
        Path file = folder.resolve("config.json");
        JsonConfig config = JsonConfig.read(file);
        if (config.has("sentence_transformers")) {
            JsonConfig inner = config.object("sentence_transformers");
            if (inner.has("activation_fn")) {
                return DenseActivation.of(file + ", sentence_transformers.activation_fn", inner.text("activation_fn"));
            }
        }
        String oldest = "sbert_ce_default_activation_function";
        return config.has(oldest)
                ? DenseActivation.of(file + ", " + oldest, config.text(oldest))
                : DenseActivation.SIGMOID;
    }

    /** Whether the tokenizer's class in transformers 5 hands token types to the model; the generic classes do not. */
    private static boolean tellsTextsApart(Path folder) {
        Optional<JsonConfig> config = JsonConfig.readIfPresent(folder.resolve("tokenizer_config.json"));
        if (config.isPresent() && config.get().has("model_input_names")) {
            for (JsonNode name : config.get().node().get("model_input_names")) {
                if (name.asText().equals("token_type_ids")) {
                    return true;
                }
            }
            return false;
        }
        String type = config.map(c -> c.text("tokenizer_class", "")).orElse("");
        // Also in a class of the model's own: transformers could not open any other.
        if (!type.isEmpty() && !type.matches("\\w*(Tokenizer|TokenizerFast|Backend)")) {
            throw new TriptychException(
                    folder.resolve("tokenizer_config.json") + ", tokenizer_class",
                    "'" + type + "'",
                    "the name of a tokenizer of transformers, such as BertTokenizer",
                    "correct the field");
        }
        return !type.equals("TokenizersBackend") && !type.equals("PreTrainedTokenizerFast");
    }

    /** Scores the passages against one query. */
    public Scores score(String query, List<String> passages) {
        return score(passages.stream().map(p -> new Pair(query, p)).toList());
    }

    /**
     * Scores pairs.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted between two batches
     */
    public Scores score(List<Pair> pairs) {
        guard.check();
        List<WordTokenizer.PairTokens> tokens = tokenizer.encodePairs(
                pairs.stream().map(p -> prompt + p.query()).toList(),
                pairs.stream().map(Pair::passage).toList());
        List<Prepared> inputs = new ArrayList<>();
        tokens.forEach(t -> inputs.add(t.tokens()));
        float[] values = new float[pairs.size()];
        boolean[] truncated = new boolean[values.length];
        int done = 0;
        for (List<Integer> batch : LengthBuckets.plan(inputs, LengthBuckets.TOKENS)) {
            Interruption.check(done, values.length);
            float[] scores =
                    guard.use(() -> forward(batch.stream().map(tokens::get).toList()));
            for (int j = 0; j < scores.length; j++) {
                values[batch.get(j)] = scores[j];
                truncated[batch.get(j)] = inputs.get(batch.get(j)).truncated();
            }
            done += scores.length;
        }
        return new Scores(values, truncated);
    }

    /** The places of the passages, the best first; equal ones in the order given. */
    public List<Integer> rank(String query, List<String> passages) {
        float[] values = score(query, passages).values();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            order.add(i);
        }
        order.sort(Collections.reverseOrder((a, b) -> Float.compare(values[a], values[b])));
        return order;
    }

    private float[] forward(List<WordTokenizer.PairTokens> batch) {
        try (NDManager scope = Kernels.get().newManager()) {
            return forward(scope, batch);
        }
    }

    private float[] forward(NDManager scope, List<WordTokenizer.PairTokens> batch) {
        int n = batch.size();
        int longest = batch.stream().mapToInt(t -> t.types().length).max().orElse(1);
        long[] ids = new long[n * longest];
        long[] types = new long[n * longest];
        float[] mask = new float[n * longest];
        Arrays.fill(mask, AttentionMask.HIDDEN);
        boolean[][] counts = new boolean[n][longest];
        for (int i = 0; i < n; i++) {
            int[] row = batch.get(i).tokens().ids();
            for (int j = 0; j < row.length; j++) {
                ids[i * longest + j] = row[j];
                types[i * longest + j] = batch.get(i).types()[j];
                mask[i * longest + j] = 0;
                counts[i][j] = true;
            }
        }
        Shape shape = new Shape(n, longest);
        NDArray tokens = scope.create(ids, shape);
        NDArray padding = scope.create(mask, new Shape(n, 1, 1, longest));
        NDArray states = tellsTextsApart
                ? transformer.forward(tokens, scope.create(types, shape), padding, false)
                : transformer.forward(tokens, padding, false);
        return activation.of(head.logits(scope, states, counts), false).toFloatArray();
    }

    @Override
    public void close() {
        guard.close(() -> {
            tokenizer.close();
            manager.close();
        });
    }
}
