package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of words to unit vectors: tokenizer, transformer, pooling, dense layers. The text tower and the code tower are both made
 * of it; a second one may share the embeddings and the lower layers of a first.
 *
 * <p>Reads sentence-transformers folders, classic and new, and plain Hugging Face folders.
 */
public final class SequenceEncoder implements AutoCloseable {

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
    private final CloseGuard guard;
    /** Whose weights this one uses, if it borrows any. */
    private final @Nullable SequenceEncoder lender;

    private final NDManager manager;
    private final SequencePipeline pipeline;
    private final WordTokenizer tokenizer;
    private final TextTransformer transformer;
    private final List<SentenceModule> modules;
    private final String prompt;
    /** The prompt's tokens that do not count in the pooling. */
    private final int unpooled;
    /** Tokens that the prompt takes away from a text. */
    private final int promptTokens;

    private final int width;
    private final int maxTokens;
    /** Whether the weights are another encoder's, which closes them. */
    private final boolean borrowed;

    /**
     * How to read a folder.
     *
     * @param pooling for folders that name none
     * @param maxTokens cuts inputs earlier than the folder says; 0 for the folder's own limit
     * @param prompt what is put in front of every text
     * @param dimension keeps that many leading numbers of a vector (Matryoshka representations, Kusupati et al. 2022), which is then
     *     brought back to unit length; 0 for as many as the folder says
     * @param precision in what it computes
     */
    public record Options(Pooling pooling, int maxTokens, Prompt prompt, int dimension, Precision precision) {
        public static final Options DEFAULT = new Options(Pooling.MEAN, 0);

        public Options(Pooling pooling, int maxTokens) {
            this(pooling, maxTokens, Prompt.DEFAULT, 0, Precision.FLOAT32);
        }

        public Options withPrompt(Prompt other) {
            return new Options(pooling, maxTokens, other, dimension, precision);
        }

        public Options withDimension(int other) {
            return new Options(pooling, maxTokens, prompt, other, precision);
        }

        public Options in(Precision other) {
            return new Options(pooling, maxTokens, prompt, dimension, other);
        }
    }

    public static SequenceEncoder open(Path folder, Options options) {
        return new SequenceEncoder(folder, options, null, 0);
    }

    /** Opens a folder of which the embeddings and the first layers are taken from another encoder. */
    public static SequenceEncoder open(Path folder, Options options, SequenceEncoder lender, int layers) {
        return new SequenceEncoder(folder, options, lender, layers);
    }

    private SequenceEncoder(Path folder, Options options, @Nullable SequenceEncoder lender, int layers) {
        this.folder = folder;
        this.lender = lender;
        guard = new CloseGuard("encoder " + folder);
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "no such folder", "a model folder", "check the path");
        }
        borrowed = false;
        pipeline = SequencePipeline.read(folder, options.pooling(), options.prompt());
        manager = Kernels.get().newManager();
        WordTokenizer opened = null;
        try {
            transformer = new TextTransformer(
                    pipeline.transformer(),
                    manager,
                    lender == null ? null : new TextTransformer.Shared(lender.transformer.parameters(), layers));
            maxTokens = transformer.limit(pipeline.maxTokens(), options.maxTokens());
            opened = WordTokenizer.open(pipeline.transformer(), maxTokens);
            tokenizer = opened;
            SentenceConfig sentence = SentenceConfig.read(folder);
            prompt = sentence.text(options.prompt());
            promptTokens = prompt.isEmpty() ? 0 : tokenizer.count(prompt);
            unpooled = unpooled();
            int pooled = transformer.width() * pipeline.pooling().modes().size();
            modules = SentenceModule.open(folder, pipeline.modules(), manager, pooled);
            int whole =
                    modules.isEmpty() ? pooled : modules.get(modules.size() - 1).width();
            width = sentence.dimension(options.dimension(), whole);
            transformer.layers().computeIn(options.precision().here());
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            manager.close();
            throw e;
        }
    }

    /** Holds off {@link #close}, that of the lender included, until the work is done; refuses if either is closed. */
    <T> T use(Supplier<T> work) {
        return lender == null ? guard.use(work) : lender.use(() -> guard.use(work));
    }

    private SequenceEncoder(SequenceEncoder other, Prompt prompt) {
        borrowed = true;
        folder = other.folder;
        lender = other.lender;
        guard = other.guard;
        manager = other.manager;
        pipeline = other.pipeline;
        tokenizer = other.tokenizer;
        transformer = other.transformer;
        modules = other.modules;
        width = other.width;
        maxTokens = other.maxTokens;
        this.prompt = SentenceConfig.read(folder).text(prompt);
        promptTokens = this.prompt.isEmpty() ? 0 : tokenizer.count(this.prompt);
        unpooled = unpooled();
    }

    /** The same network behind another prompt; it is closed with this one. */
    public SequenceEncoder withPrompt(Prompt other) {
        return new SequenceEncoder(this, other);
    }

    /** Whether texts of two kinds go through the same network of a folder; a Router may have one for each. */
    public static boolean together(Path folder, Prompt one, Prompt other) {
        return PublishedModule.read(folder, one).equals(PublishedModule.read(folder, other));
    }

    private int unpooled() {
        return prompt.isEmpty() || pipeline.pooling().includePrompt() ? 0 : tokenizer.prefixLength(lowerCase(prompt));
    }

    /** Numbers per vector. */
    public int width() {
        return width;
    }

    /** The most tokens of an input that are read. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Counts as the tokenizer does; what the prompt takes is not left for texts. */
    public TextLength length() {
        return promptTokens == 0 ? tokenizer : new BehindPrompt(tokenizer, promptTokens);
    }

    private record BehindPrompt(TextLength tokenizer, int promptTokens) implements TextLength {
        @Override
        public int max() {
            return Math.max(0, tokenizer.max() - promptTokens);
        }

        @Override
        public int count(String text) {
            return tokenizer.count(text);
        }
    }

    /** Token ids of the texts behind the prompt; each says whether it was cut. */
    public List<Prepared.Tokens> tokenize(List<String> texts) {
        guard.check();
        return tokenizer.encode(texts.stream().map(this::asRead).toList());
    }

    private String asRead(String text) {
        return lowerCase(prompt + text);
    }

    private String lowerCase(String text) {
        return pipeline.lowerCase() ? LowerCase.of(text) : text;
    }

    /** Token ids of one text behind the prompt, with the places of the tokens in the text. */
    LocatedTokens locate(String text) {
        return tokenizer.locate(asRead(text), prompt.length());
    }

    /** Runs tokenized inputs; see {@link Tower#forward}. Inputs may have different lengths. */
    public NDArray forward(NDManager scope, List<Prepared.Tokens> batch, boolean train) {
        return use(() -> run(scope, batch, train));
    }

    private NDArray run(NDManager scope, List<Prepared.Tokens> batch, boolean train) {
        NDArray states = states(scope, batch, train);
        int tokens = (int) states.getShape().get(1);
        boolean[][] counts = new boolean[batch.size()][tokens];
        for (int i = 0; i < counts.length; i++) {
            int length = batch.get(i).ids().length;
            // A prompt that fills the whole window is all there is to pool.
            Arrays.fill(counts[i], unpooled < length ? unpooled : 0, length, true);
        }
        return finish(pool(scope, states, counts, train), train);
    }

    /** Runs the transformer: {@code [batch, longest, width]}. */
    NDArray states(NDManager scope, List<Prepared.Tokens> batch, boolean train) {
        int longest = 1;
        for (Prepared.Tokens t : batch) {
            longest = Math.max(longest, t.ids().length);
        }
        int n = batch.size();
        long[] ids = new long[n * longest];
        float[] mask = new float[n * longest];
        for (int i = 0; i < n; i++) {
            int[] row = batch.get(i).ids();
            for (int j = 0; j < longest; j++) {
                boolean real = j < row.length;
                ids[i * longest + j] = real ? row[j] : 0;
                mask[i * longest + j] = real ? 0 : AttentionMask.HIDDEN;
            }
        }
        NDArray tokens = scope.create(ids, new Shape(n, longest));
        return transformer.forward(tokens, scope.create(mask, new Shape(n, 1, 1, longest)), train);
    }

    /** Pools the tokens that count, by the folder's poolings side by side: {@code [batch, poolings × width]}. */
    NDArray pool(NDManager scope, NDArray states, boolean[][] counts, boolean train) {
        NDList pooled = new NDList();
        for (Pooling p : pipeline.pooling().modes()) {
            pooled.add(p.pool(scope, states, counts, train));
        }
        return pooled.size() == 1 ? pooled.head() : NDArrays.concat(pooled, 1);
    }

    /** What follows the pooling, the cut to the dimension asked for, and unit length. */
    NDArray finish(NDArray pooled, boolean train) {
        NDArray x = pooled;
        for (SentenceModule module : modules) {
            x = module.forward(x, train);
        }
        if (width < x.getShape().get(1)) {
            x = x.get(new NDIndex(":, :" + width));
        }
        return Kernels.get().call("unit", train, List.of(x));
    }

    /**
     * Weights of the transformer by their published names, then those of the modules behind the pooling as {@code dense.N.…} and
     * {@code norm.N.…}.
     */
    public Map<String, NDArray> parameters() {
        guard.check();
        Map<String, NDArray> all = new LinkedHashMap<>(transformer.parameters().all());
        int dense = 0;
        int norms = 0;
        for (SentenceModule module : modules) {
            String prefix = module instanceof Dense ? "dense." + dense++ + "." : "norm." + norms++ + ".";
            module.parameters().all().forEach((name, array) -> all.put(prefix + name, array));
        }
        return all;
    }

    /** The transformer's layers. */
    LayerStack layers() {
        return transformer.layers();
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
        PublishedModules.write(folder, pipeline, transformer.width(), maxTokens, target);
    }

    private void save(Path target, DType dtype, boolean whole) throws IOException {
        guard.check();
        if (!PublishedModule.routers(folder).isEmpty()) {
            throw new TriptychException(
                    folder + "/modules.json",
                    "a Router, whose routes are two models",
                    "a model of one route",
                    "save the folder of the route that you need as a model of its own, in Python");
        }
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
        Path below = target.resolve(folder.relativize(pipeline.transformer()).toString());
        Path weights = below.resolve("model.safetensors");
        if (whole) {
            transformer.parameters().writeWhole(weights, dtype, Map.of("format", "pt"));
        } else {
            transformer.parameters().write(weights, dtype, Map.of("format", "pt"));
        }
        transformer.layers().saveLowRank(below, dtype);
        for (SentenceModule module : modules) {
            if (!module.parameters().all().isEmpty()) {
                Path behind = target.resolve(folder.relativize(module.folder()).toString());
                module.parameters().write(behind.resolve("model.safetensors"), dtype, Map.of("format", "pt"));
            }
        }
    }

    @Override
    public void close() {
        if (borrowed) {
            return;
        }
        guard.close(() -> {
            tokenizer.close();
            manager.close();
        });
    }
}
