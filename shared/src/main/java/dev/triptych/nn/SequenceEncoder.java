package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of words to unit vectors: tokenizer, transformer, pooling, dense layers. The text tower and the code tower are both made
 * of it; a second one may share the embeddings and the lower layers of a first.
 *
 * <p>Reads sentence-transformers folders, classic and new, and plain Hugging Face folders.
 */
public final class SequenceEncoder implements AutoCloseable {
    /** Far below any score, yet finite, so that a row without tokens gives no NaN. */
    private static final float HIDDEN = -1e9f;

    private static final List<String> COPIED = List.of(
            "config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "vocab.txt",
            "modules.json",
            "sentence_bert_config.json",
            "config_sentence_transformers.json");

    private final Path folder;
    private final NDManager manager;
    private final SequencePipeline pipeline;
    private final WordTokenizer tokenizer;
    private final Bert bert;
    private final List<DenseLayer> dense = new ArrayList<>();
    private final int width;
    private final int maxTokens;

    private record DenseLayer(Parameters parameters, boolean tanh) {}

    /**
     * How to read a folder.
     *
     * @param pooling for folders that name none
     * @param maxTokens cuts inputs earlier than the folder says; 0 for the folder's own limit
     */
    public record Options(Pooling pooling, int maxTokens) {
        public static final Options DEFAULT = new Options(Pooling.MEAN, 0);
    }

    public static SequenceEncoder open(Path folder, Options options) {
        return new SequenceEncoder(folder, options, null);
    }

    /** Opens a folder of which the embeddings and the first layers are taken from another encoder. */
    public static SequenceEncoder open(Path folder, Options options, SequenceEncoder lender, int layers) {
        return new SequenceEncoder(folder, options, new Bert.Shared(lender.bert.parameters(), layers));
    }

    private SequenceEncoder(Path folder, Options options, Bert.@Nullable Shared shared) {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "no such folder", "a model folder", "check the path");
        }
        pipeline = SequencePipeline.read(folder, options.pooling());
        manager = Kernels.get().newManager();
        try {
            bert = new Bert(pipeline.transformer(), manager, shared);
            int limit = pipeline.maxTokens() == 0 ? bert.positions() : Math.min(pipeline.maxTokens(), bert.positions());
            maxTokens = options.maxTokens() == 0 ? limit : Math.min(limit, options.maxTokens());
            tokenizer = WordTokenizer.open(pipeline.transformer(), maxTokens);
            int w = bert.width() * pipeline.pooling().size();
            for (Path path : pipeline.dense()) {
                SequencePipeline.Dense d = SequencePipeline.Dense.read(path);
                if (d.in() != w) {
                    throw new TriptychException(
                            path.resolve("config.json") + ": in_features", d.in() + "", w + "", "mend the file");
                }
                Parameters p = new Parameters(manager);
                p.load(d.weights(), "linear.weight", d.out(), d.in());
                if (d.bias()) {
                    p.load(d.weights(), "linear.bias", d.out());
                } else {
                    p.put("linear.bias", new float[d.out()], d.out());
                }
                dense.add(new DenseLayer(p, d.tanh()));
                w = d.out();
            }
            width = w;
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Numbers per vector. */
    public int width() {
        return width;
    }

    /** The most tokens of an input that are read. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Counts as the tokenizer does. */
    public TextLength length() {
        return tokenizer;
    }

    public List<Prepared.Tokens> tokenize(List<String> texts) {
        return tokenizer.encode(texts);
    }

    /** Runs tokenized inputs; see {@link Tower#forward}. Inputs may have different lengths. */
    public NDArray forward(NDManager scope, List<Prepared.Tokens> batch, boolean train) {
        int longest = 1;
        for (Prepared.Tokens t : batch) {
            longest = Math.max(longest, t.ids().length);
        }
        int n = batch.size();
        long[] ids = new long[n * longest];
        float[] mask = new float[n * longest];
        float[] mean = new float[n * longest];
        float[] first = new float[n * longest];
        for (int i = 0; i < n; i++) {
            int[] row = batch.get(i).ids();
            first[i * longest] = 1;
            for (int j = 0; j < longest; j++) {
                boolean real = j < row.length;
                ids[i * longest + j] = real ? row[j] : 0;
                mask[i * longest + j] = real ? 0 : HIDDEN;
                mean[i * longest + j] = real ? 1 : 0;
            }
        }
        NDArray tokens = scope.create(ids, new Shape(n, longest));
        NDArray states = bert.forward(tokens, scope.create(mask, new Shape(n, 1, 1, longest)), train);
        Kernels kernels = Kernels.get();
        NDList pooled = new NDList();
        for (Pooling p : pipeline.pooling()) {
            NDArray weights = scope.create(p == Pooling.MEAN ? mean : first, new Shape(n, longest));
            pooled.add(kernels.call("mean_pool", train, List.of(states, weights)));
        }
        NDArray x = pooled.size() == 1 ? pooled.head() : pooled.head().concat(pooled.get(1), 1);
        for (DenseLayer layer : dense) {
            Parameters p = layer.parameters();
            x = kernels.call(
                    layer.tanh() ? "dense_tanh" : "dense",
                    train,
                    List.of(x, p.get("linear.weight"), p.get("linear.bias")));
        }
        return kernels.call("unit", train, List.of(x));
    }

    /** Weights of the transformer by their published names, then those of the dense layers as {@code dense.N.linear.…}. */
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> all = new LinkedHashMap<>(bert.parameters().all());
        for (int i = 0; i < dense.size(); i++) {
            String prefix = "dense." + i + ".";
            dense.get(i).parameters().all().forEach((name, array) -> all.put(prefix + name, array));
        }
        return all;
    }

    /** Writes a folder of the same layout with the present weights; those borrowed from another encoder are left out. */
    public void save(Path target, DType dtype) throws IOException {
        save(target, dtype, false);
    }

    /**
     * Writes a sentence-transformers folder that needs no other: with borrowed weights, with the pooling and the limit of tokens in
     * use, and with {@code modules.json} that ends in {@code Normalize}.
     */
    public void saveWhole(Path target, DType dtype) throws IOException {
        save(target, dtype, true);
        PublishedModules.write(folder, pipeline, bert.width(), maxTokens, target);
    }

    private void save(Path target, DType dtype, boolean whole) throws IOException {
        Files.createDirectories(target);
        for (String name : COPIED) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                Path config = child.resolve("config.json");
                if (Files.isRegularFile(config)) {
                    Path to = Files.createDirectories(
                            target.resolve(child.getFileName().toString()));
                    Files.copy(config, to.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path transformer =
                target.resolve(folder.relativize(pipeline.transformer()).toString());
        Path weights = transformer.resolve("model.safetensors");
        if (whole) {
            bert.parameters().writeWhole(weights, dtype, Map.of("format", "pt"));
        } else {
            bert.parameters().write(weights, dtype, Map.of("format", "pt"));
        }
        for (int i = 0; i < dense.size(); i++) {
            Path to = target.resolve(folder.relativize(pipeline.dense().get(i)).toString());
            dense.get(i).parameters().write(to.resolve("model.safetensors"), dtype, Map.of("format", "pt"));
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        manager.close();
    }
}
