package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What leads from the towers into the space: a linear adapter per modality, then one projection with the same weights for all, and
 * the temperatures and biases of the pairs of modalities.
 *
 * <p>The projection is {@code y + down(gelu(up(norm(y))))}, normalised to unit length. It starts as the identity, and so do adapters
 * between equal widths: a space made of a trained tower starts as good as that tower.
 */
public final class Heads implements AutoCloseable {
    private static final List<String> PROJECTION = List.of(
            "projection.norm.weight",
            "projection.norm.bias",
            "projection.up.weight",
            "projection.up.bias",
            "projection.down.weight",
            "projection.down.bias");

    private static final String LOGIT_SCALE = "logit_scale.";
    private static final String LOGIT_BIAS = "logit_bias.";

    private final NDManager manager = Kernels.get().newManager();
    private final Parameters parameters = new Parameters(manager);
    private final int width;

    private Heads(int width) {
        this.width = width;
    }

    /**
     * New heads without logit biases.
     *
     * @param towerWidths width of each tower's vectors
     * @param width of the space
     * @param hidden width inside the projection
     * @param logScales logarithm of the initial logit scale by pair, for example {@code text-image}
     */
    public static Heads create(
            Map<Modality, Integer> towerWidths, int width, int hidden, Map<String, Double> logScales, long seed) {
        return create(towerWidths, width, hidden, logScales, Map.of(), seed);
    }

    /**
     * New heads.
     *
     * @param logitBiases initial logit bias by pair, for pairs that learn one
     */
    public static Heads create(
            Map<Modality, Integer> towerWidths,
            int width,
            int hidden,
            Map<String, Double> logScales,
            Map<String, Double> logitBiases,
            long seed) {
        Heads heads = new Heads(width);
        Parameters p = heads.parameters;
        SplittableRandom random = new SplittableRandom(seed);
        new TreeMap<>(towerWidths).forEach((modality, in) -> {
            float[] weight = in == width ? identity(width) : normal(random, width * in, 1 / Math.sqrt(in));
            p.put(adapter(modality) + ".weight", weight, width, in);
            p.put(adapter(modality) + ".bias", new float[width], width);
        });
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        p.put("projection.norm.weight", ones, width);
        p.put("projection.norm.bias", new float[width], width);
        p.put("projection.up.weight", normal(random, hidden * width, 1 / Math.sqrt(width)), hidden, width);
        p.put("projection.up.bias", new float[hidden], hidden);
        p.put("projection.down.weight", new float[width * hidden], width, hidden);
        p.put("projection.down.bias", new float[width], width);
        new TreeMap<>(logScales).forEach((pair, s) -> p.put(LOGIT_SCALE + pair, new float[] {s.floatValue()}));
        new TreeMap<>(logitBiases).forEach((pair, b) -> p.put(LOGIT_BIAS + pair, new float[] {b.floatValue()}));
        return heads;
    }

    /** Reads what {@link #save} wrote. */
    public static Heads load(Path folder, Set<Modality> modalities, int width) {
        Weights weights = Weights.open(folder);
        Heads heads = new Heads(width);
        try {
            Parameters p = heads.parameters;
            new TreeSet<>(modalities).forEach(modality -> {
                String name = adapter(modality) + ".weight";
                p.load(weights, name, width, weights.require(name).size() / width);
                p.load(weights, adapter(modality) + ".bias", width);
            });
            p.load(weights, "projection.norm.weight", width);
            p.load(weights, "projection.norm.bias", width);
            int hidden = weights.require("projection.up.bias").size();
            p.load(weights, "projection.up.weight", hidden, width);
            p.load(weights, "projection.up.bias", hidden);
            p.load(weights, "projection.down.weight", width, hidden);
            p.load(weights, "projection.down.bias", width);
            weights.names().stream()
                    .filter(n -> n.startsWith(LOGIT_SCALE) || n.startsWith(LOGIT_BIAS))
                    .sorted()
                    .forEach(n -> p.put(n, weights.floats(n)));
            return heads;
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    /**
     * Takes the numbers that other heads ended with: the projection, the scales and biases that both have, and some adapters.
     *
     * @param folder what {@link #save} wrote
     * @param adapters of which modalities
     * @throws TriptychException if the space or the projection has another width
     */
    public void goOnFrom(Path folder, Set<Modality> adapters) {
        Weights weights = Weights.open(folder);
        parameters.all().forEach((name, array) -> {
            boolean wanted =
                    !name.startsWith("adapter.") || adapters.stream().anyMatch(m -> name.startsWith(adapter(m) + "."));
            boolean there = weights.has(name) || name.startsWith("projection.");
            if (wanted && there) {
                float[] values = weights.floats(name, array.getShape().getShape());
                try (NDArray from = manager.create(values, array.getShape())) {
                    from.copyTo(array);
                }
            }
        });
    }

    private static String adapter(Modality modality) {
        return "adapter." + modality.id();
    }

    private static float[] identity(int n) {
        float[] m = new float[n * n];
        for (int i = 0; i < n; i++) {
            m[i * n + i] = 1;
        }
        return m;
    }

    private static float[] normal(SplittableRandom random, int n, double deviation) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    public int width() {
        return width;
    }

    /** Width of the tower vectors that the adapter of this modality takes. */
    public int towerWidth(Modality modality) {
        return (int) parameters.get(adapter(modality) + ".weight").getShape().get(1);
    }

    /**
     * Puts tower vectors into the space.
     *
     * @param vectors {@code [batch, tower width]}
     * @return unit vectors {@code [batch, width]}
     */
    public NDArray forward(NDArray vectors, Modality modality, boolean train) {
        List<NDArray> inputs = new ArrayList<>();
        inputs.add(vectors);
        inputs.add(parameters.get(adapter(modality) + ".weight"));
        inputs.add(parameters.get(adapter(modality) + ".bias"));
        PROJECTION.forEach(name -> inputs.add(parameters.get(name)));
        return Kernels.get().call("head", train, inputs);
    }

    /** The logarithm of the logit scale of a pair of modalities, a parameter of the model; empty if no task of the pair has a scale. */
    public Optional<NDArray> logScale(String pair) {
        return own(LOGIT_SCALE + pair);
    }

    /** The logit bias of a pair of modalities, a parameter of the model; empty if no task of the pair learns one. */
    public Optional<NDArray> logitBias(String pair) {
        return own(LOGIT_BIAS + pair);
    }

    private Optional<NDArray> own(String name) {
        return parameters.has(name) ? Optional.of(parameters.get(name)) : Optional.empty();
    }

    public Map<String, NDArray> parameters() {
        return parameters.all();
    }

    /** Writes the weights; in float16 where towers are in bytes: all vectors go through these, and they are few. */
    public void save(Path folder, DType dtype) {
        DType own = dtype == DType.I8 ? DType.F16 : dtype;
        parameters.write(folder.resolve("model.safetensors"), own, Map.of("format", "pt"));
    }

    @Override
    public void close() {
        manager.close();
    }
}
