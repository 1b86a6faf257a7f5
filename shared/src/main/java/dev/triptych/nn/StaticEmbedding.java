package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Interruption;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts to unit vectors without a transformer: the average of the token's vectors, which are read from a table. The StaticEmbedding
 * module of sentence-transformers and folders of model2vec; tokens are those of the text alone, without special ones. Plain Java, and
 * fast for that. Thread-safe.
 *
 * <p>As sentence-transformers does, and unlike model2vec, tokens outside the vocabulary count.
 */
public final class StaticEmbedding implements AutoCloseable {
    /** Texts between two looks at whether the thread is to stop. */
    private static final int AT_ONCE = 1024;

    private final CloseGuard guard;
    private final TokenTable table;
    private final Optional<AsciiWordPiece> quick;
    private final WordTokenizer tokenizer;
    private final String prompt;
    private final int maxTokens;
    private final int width;
    /** Needed only for modules behind the table. */
    private final @Nullable NDManager manager;

    private final List<SentenceModule> modules;
    private final Path folder;
    /** Whether tokenizer and modules are another's, which closes them. */
    private final boolean borrowed;

    private StaticEmbedding(Path folder, SequenceEncoder.Options options) {
        borrowed = false;
        this.folder = folder;
        guard = new CloseGuard("encoder " + folder);
        List<PublishedModule> all = PublishedModule.read(folder, options.prompt());
        Path files = all.isEmpty() ? folder : all.get(0).folder();
        table = TokenTable.read(files);
        Path json = files.resolve("tokenizer.json");
        maxTokens = maxTokens(json, options.maxTokens());
        SentenceConfig sentence = SentenceConfig.read(folder);
        prompt = sentence.text(options.prompt());
        List<PublishedModule> behind = all.stream()
                .skip(1)
                // Vectors become unit vectors in any case.
                .filter(m -> !m.type().equals("Normalize") && !m.type().equals("Dropout"))
                .toList();
        quick = AsciiWordPiece.read(json);
        manager = behind.isEmpty() ? null : Kernels.get().newManager();
        try {
            modules = manager == null
                    ? List.of()
                    : SentenceModule.open(folder, all.subList(1, all.size()), manager, table.width());
            int whole = modules.isEmpty()
                    ? table.width()
                    : modules.get(modules.size() - 1).width();
            width = sentence.dimension(options.dimension(), whole);
            tokenizer = WordTokenizer.open(files, maxTokens);
        } catch (RuntimeException e) {
            if (manager != null) {
                manager.close();
            }
            throw e;
        }
    }

    private StaticEmbedding(StaticEmbedding other, Prompt prompt) {
        borrowed = true;
        folder = other.folder;
        guard = other.guard;
        table = other.table;
        quick = other.quick;
        tokenizer = other.tokenizer;
        maxTokens = other.maxTokens;
        width = other.width;
        manager = other.manager;
        modules = other.modules;
        this.prompt = SentenceConfig.read(folder).text(prompt);
    }

    /** The same table behind another prompt; it is closed with this one. */
    public StaticEmbedding withPrompt(Prompt other) {
        return new StaticEmbedding(this, other);
    }

    /** Whether a folder holds such a model. */
    public static boolean isIn(Path folder) {
        return isIn(folder, Prompt.DEFAULT);
    }

    /** Whether texts with this prompt go through such a model; a Router may have another for others. */
    public static boolean isIn(Path folder, Prompt prompt) {
        List<PublishedModule> modules = PublishedModule.read(folder, prompt);
        if (!modules.isEmpty()) {
            return modules.get(0).type().equals("StaticEmbedding");
        }
        return JsonConfig.readIfPresent(folder.resolve("config.json"))
                .map(c -> c.text("model_type", "").equals("model2vec"))
                .orElse(false);
    }

    /** Opens a folder; the pooling of the options has no meaning here. */
    public static StaticEmbedding open(Path folder, SequenceEncoder.Options options) {
        if (!isIn(folder, options.prompt())) {
            List<PublishedModule> modules = PublishedModule.read(folder, options.prompt());
            throw new TriptychException(
                    modules.isEmpty()
                            ? folder.resolve("config.json") + ", model_type"
                            : folder.resolve("modules.json") + ", type",
                    "no static embedding"
                            + (modules.isEmpty() ? "" : " but " + modules.get(0).type()),
                    "model2vec, or a modules.json with a StaticEmbedding",
                    "open it as a SequenceEncoder");
        }
        return new StaticEmbedding(folder, options);
    }

    /** The tokenizer file may cut; most do not. */
    private static int maxTokens(Path json, int asked) {
        JsonConfig config = JsonConfig.read(json);
        int limit = config.has("truncation")
                ? config.object("truncation").integer("max_length", 1, Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
        return asked == 0 ? limit : Math.min(asked, limit);
    }

    /** Numbers per vector. */
    public int width() {
        return width;
    }

    /** How long texts may be. */
    public TextLength length() {
        return new PlainLength(tokenizer, maxTokens);
    }

    /**
     * Unit vectors in the order given; a text without a token gives zeros.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Embeddings embed(List<String> texts) {
        guard.check();
        float[][] vectors = new float[texts.size()][];
        boolean[] truncated = new boolean[texts.size()];
        for (int from = 0; from < vectors.length; from += AT_ONCE) {
            Interruption.check(from, vectors.length);
            List<String> some = texts.subList(from, Math.min(vectors.length, from + AT_ONCE));
            Embeddings part = guard.use(() -> embedOpen(some));
            System.arraycopy(part.vectors(), 0, vectors, from, some.size());
            System.arraycopy(part.truncated(), 0, truncated, from, some.size());
        }
        return new Embeddings(vectors, truncated);
    }

    private Embeddings embedOpen(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        boolean[] truncated = new boolean[vectors.length];
        int[][] ids = ids(texts);
        for (int i = 0; i < ids.length; i++) {
            truncated[i] = ids[i].length > maxTokens;
            vectors[i] =
                    table.mean(ids[i], Math.min(ids[i].length, maxTokens), modules.isEmpty() ? width : table.width());
        }
        if (!modules.isEmpty()) {
            run(vectors);
        }
        for (float[] vector : vectors) {
            toUnitLength(vector);
        }
        return new Embeddings(vectors, truncated);
    }

    private int[][] ids(List<String> texts) {
        int[][] ids = new int[texts.size()][];
        List<String> others = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            String text = prompt + texts.get(i);
            Optional<int[]> found = quick.flatMap(q -> q.encode(text));
            if (found.isPresent()) {
                ids[i] = found.get();
            } else {
                others.add(text);
                places.add(i);
            }
        }
        if (!others.isEmpty()) {
            int[][] answers = tokenizer.plainIds(others);
            for (int j = 0; j < answers.length; j++) {
                ids[places.get(j)] = answers[j];
            }
        }
        return ids;
    }

    private void run(float[][] vectors) {
        try (NDManager scope = Kernels.get().newManager()) {
            float[] flat = new float[vectors.length * table.width()];
            for (int i = 0; i < vectors.length; i++) {
                System.arraycopy(vectors[i], 0, flat, i * table.width(), table.width());
            }
            NDArray x = scope.create(flat, new Shape(vectors.length, table.width()));
            for (SentenceModule module : modules) {
                x = module.forward(x, false);
            }
            int whole = (int) x.getShape().get(1);
            float[] out = x.toFloatArray();
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = Arrays.copyOfRange(out, i * whole, i * whole + width);
            }
        }
    }

    private static void toUnitLength(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += (double) x * x;
        }
        float norm = (float) Math.max(Math.sqrt(sum), 1e-12);
        for (int j = 0; j < vector.length; j++) {
            vector[j] /= norm;
        }
    }

    @Override
    public void close() {
        if (borrowed) {
            return;
        }
        guard.close(() -> {
            tokenizer.close();
            if (manager != null) {
                manager.close();
            }
        });
    }
}
