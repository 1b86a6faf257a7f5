package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A static embedding that learns: a vector for each token, their average, and one matrix that leads from there into the space. What
 * {@link #save} writes is read by {@link StaticEmbedding}, which is far faster, and by sentence-transformers.
 *
 * <p>Factorised tables follow ALBERT (Lan et al. 2019): {@code [tokens, rank]} times {@code [rank, width]} is a third of the numbers.
 */
public final class StaticTower implements Tower {
    private static final String TABLE = "embedding.weight";
    private static final String OUT = "linear.weight";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final CloseGuard guard;
    private final NDManager manager;
    private final Parameters parameters;
    private final WordTokenizer tokenizer;
    private final int maxTokens;
    private final int width;

    private StaticTower(Path folder, int maxTokens) {
        this.folder = folder;
        this.maxTokens = maxTokens == 0 ? Integer.MAX_VALUE : maxTokens;
        guard = new CloseGuard("static tower " + folder);
        List<PublishedModule> modules = PublishedModule.read(folder);
        Optional<Path> dense = dense(folder, modules);
        manager = Kernels.get().newManager();
        try {
            parameters = new Parameters(manager);
            Weights table = Weights.open(modules.get(0).folder());
            long[] shape = table.require(TABLE, -1, -1).shape();
            parameters.load(table, TABLE, shape);
            if (dense.isPresent()) {
                Weights out = Weights.open(dense.get());
                width = (int) out.require(OUT, -1, shape[1]).shape()[0];
                parameters.load(out, OUT, width, shape[1]);
            } else {
                width = (int) shape[1];
            }
            tokenizer = WordTokenizer.open(modules.get(0).folder(), this.maxTokens);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The folder of the matrix behind the table, if there is one; nothing else may stand there. */
    private static Optional<Path> dense(Path folder, List<PublishedModule> modules) {
        Optional<Path> dense = Optional.empty();
        if (modules.isEmpty() || !modules.get(0).type().equals("StaticEmbedding")) {
            throw new TriptychException(
                    folder.toString(), "no StaticEmbedding in modules.json", "one", "train a transformer instead");
        }
        for (PublishedModule module : modules.subList(1, modules.size())) {
            if (module.type().equals("Dense") && dense.isEmpty()) {
                dense = Optional.of(module.folder());
            } else if (!module.type().equals("Normalize") && !module.type().equals("Dropout")) {
                throw module.unknown(folder, "a StaticEmbedding, at most one Dense, and Normalize");
            }
        }
        return dense;
    }

    /**
     * Opens a folder whose first module is a StaticEmbedding; behind it stands at most one Dense, of which the matrix is read.
     *
     * @param maxTokens of a text; 0 for all
     */
    public static StaticTower open(Path folder, int maxTokens) {
        return new StaticTower(folder, maxTokens);
    }

    /**
     * Writes a tower that answers each token as it is told.
     *
     * @param tokenizer a {@code tokenizer.json}
     * @param vectors for each token {@code [width]}, what the token alone is
     * @param rank numbers of a token's vector; those of the strongest directions are kept
     */
    public static void write(Path folder, Path tokenizer, float[][] vectors, int rank) throws IOException {
        int width = vectors[0].length;
        if (rank < 1 || rank > width) {
            throw new TriptychException("static: rank", String.valueOf(rank), "1 to " + width, "take another");
        }
        float[] table = new float[Math.multiplyExact(vectors.length, rank)];
        float[] out = new float[width * rank];
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray x = scope.create(vectors);
            float[] all = Kernels.get().call("principal", false, List.of(x)).toFloatArray();
            for (int i = 0; i < width; i++) {
                // Eigenvectors come as columns, the weakest first.
                for (int j = 0; j < rank; j++) {
                    out[i * rank + j] = all[i * width + width - 1 - j];
                }
            }
            NDArray directions = scope.create(out, new Shape(width, rank));
            NDArray rows = Kernels.get().call("multiplied", false, List.of(x, directions));
            System.arraycopy(rows.toFloatArray(), 0, table, 0, table.length);
        }
        Files.createDirectories(folder);
        Files.copy(tokenizer, folder.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
        files(
                folder,
                Tensor.of(TABLE, table, vectors.length, rank),
                Optional.of(Tensor.of(OUT, out, width, rank)),
                DType.F32);
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public int width() {
        return width;
    }

    /** Far more than of a transformer: a token costs a look into a table. */
    @Override
    public int budget() {
        return 1 << 16;
    }

    @Override
    public boolean inSpace() {
        return true;
    }

    @Override
    public Optional<TextLength> textLength() {
        return Optional.of(new PlainLength(tokenizer, maxTokens));
    }

    @Override
    public List<Prepared> prepare(List<? extends Content> contents) {
        guard.check();
        int[][] ids = tokenizer.plainIds(
                contents.stream().map(c -> ((Text) c).value()).toList());
        List<Prepared> prepared = new ArrayList<>(ids.length);
        for (int[] row : ids) {
            boolean cut = row.length > maxTokens;
            prepared.add(new Prepared.Tokens(cut ? Arrays.copyOf(row, maxTokens) : row, cut));
        }
        return prepared;
    }

    /** Unit vectors; of a text without a token, zeros. */
    @Override
    public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
        int longest = batch.stream().mapToInt(Prepared::cost).max().orElse(0);
        longest = Math.max(1, longest);
        long[] ids = new long[batch.size() * longest];
        float[] counts = new float[ids.length];
        for (int i = 0; i < batch.size(); i++) {
            int[] row = ((Prepared.Tokens) batch.get(i)).ids();
            for (int j = 0; j < row.length; j++) {
                ids[i * longest + j] = row[j];
                counts[i * longest + j] = 1;
            }
        }
        Shape shape = new Shape(batch.size(), longest);
        NDArray tokens = scope.create(ids, shape);
        NDArray weights = scope.create(counts, shape);
        NDArray out = parameters.has(OUT) ? parameters.get(OUT) : scope.zeros(new Shape(0));
        return guard.use(() -> Kernels.get().call("bags", train, List.of(tokens, weights, parameters.get(TABLE), out)));
    }

    @Override
    public Map<String, NDArray> parameters() {
        guard.check();
        return parameters.all();
    }

    @Override
    public void save(Path target, DType dtype) throws IOException {
        guard.check();
        Files.createDirectories(target);
        Path own = PublishedModule.read(folder).get(0).folder().resolve("tokenizer.json");
        Files.copy(own, target.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
        files(target, tensor(TABLE), parameters.has(OUT) ? Optional.of(tensor(OUT)) : Optional.empty(), dtype);
    }

    private Tensor tensor(String name) {
        NDArray array = parameters.get(name);
        return Tensor.of(name, array.toFloatArray(), array.getShape().getShape());
    }

    private static void files(Path folder, Tensor table, Optional<Tensor> out, DType dtype) throws IOException {
        ArrayNode modules = JSON.createArrayNode();
        PublishedModules.add(modules, "StaticEmbedding", "");
        if (out.isPresent()) {
            PublishedModules.add(modules, "Dense", "1_Dense");
            Path dense = Files.createDirectories(folder.resolve("1_Dense"));
            long[] shape = out.get().shape();
            PublishedModules.pretty(
                    dense.resolve("config.json"),
                    JSON.createObjectNode()
                            .put("in_features", shape[1])
                            .put("out_features", shape[0])
                            .put("bias", false)
                            .put("activation_function", "torch.nn.modules.linear.Identity"));
            // Few numbers that every vector goes through.
            DType own = dtype == DType.I8 ? DType.F16 : dtype;
            SafeTensors.write(dense.resolve("model.safetensors"), List.of(out.get()), own, Map.of("format", "pt"));
        }
        PublishedModules.add(modules, "Normalize", modules.size() + "_Normalize");
        PublishedModules.pretty(folder.resolve("modules.json"), modules);
        // The table comes last: a folder that has it is whole.
        SafeTensors.write(folder.resolve("model.safetensors"), List.of(table), dtype, Map.of("format", "pt"));
    }

    @Override
    public void close() {
        guard.close(() -> {
            tokenizer.close();
            manager.close();
        });
    }
}
