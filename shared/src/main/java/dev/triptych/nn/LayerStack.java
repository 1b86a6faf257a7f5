package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.LowRankFiles;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The layers of a transformer: {@code [batch, tokens, width]} in and out. Texts, pictures and code all go through it. */
public final class LayerStack {
    /** Weight and bias. */
    private static final int PER_PART = 2;

    private static final List<LayerPart> PARTS = List.of(LayerPart.values());
    private static final int PER_LAYER = PER_PART * PARTS.size();

    private final LayerSpec spec;
    private final LayerNames names;
    private final Parameters parameters;
    /** What a network computes before its layers. */
    private final Set<NDArray> before = Collections.newSetFromMap(new IdentityHashMap<>());

    private final int borrowed;
    private final List<NDArray> weights = new ArrayList<>();
    private final NDArray none;
    private boolean adapted;
    private List<NDArray> inferenceWeights = weights;
    private Kernels inference = Kernels.get();
    private boolean narrow;

    /** Loads the layers; the names end up in {@code parameters}. */
    public LayerStack(LayerSpec spec, LayerNames names, Weights weights, Parameters parameters) {
        this(spec, names, weights, parameters, null, 0);
    }

    /**
     * Loads the layers, of which the first may be somebody else's.
     *
     * @param lender whose weights the first {@code borrowed} layers are
     */
    LayerStack(
            LayerSpec spec,
            LayerNames names,
            Weights weights,
            Parameters parameters,
            @Nullable Parameters lender,
            int borrowed) {
        this.spec = spec;
        this.names = names;
        this.parameters = parameters;
        this.borrowed = borrowed;
        before.addAll(parameters.all().values());
        none = parameters.none();
        for (int layer = 0; layer < spec.depth(); layer++) {
            for (LayerPart part : LayerPart.values()) {
                LayerNames.Name name = names.of(layer, part);
                long[] shape = spec.shape(part, names.fused(part, spec.gated()));
                Parameters from = layer < borrowed ? lender : null;
                this.weights.add(take(weights, parameters, from, name == null ? null : name.weight(), shape));
                this.weights.add(take(weights, parameters, from, name == null ? null : name.bias(), shape[0]));
            }
        }
    }

    private NDArray take(
            Weights weights, Parameters parameters, @Nullable Parameters lender, @Nullable String name, long... shape) {
        if (name == null) {
            return none;
        }
        return lender == null ? parameters.load(weights, name, shape) : parameters.borrow(name, lender);
    }

    public LayerSpec spec() {
        return spec;
    }

    /**
     * From now on the matrices that {@code lora} names are computed with as {@code W + scale · B·A}, in float32. A is drawn as PEFT does it
     * (uniform, within {@code 1 / sqrt(in)}), B is zero. Borrowed layers follow their lender.
     *
     * @throws TriptychException if a target is not there in these layers, or the rank is no smaller than the matrix
     */
    public void adapt(Lora lora, RandomGenerator random) {
        for (int layer = borrowed; layer < spec.depth(); layer++) {
            for (LayerPart part : LayerPart.values()) {
                if (lora.targets().contains(part)) {
                    adapt(lora, layer, part, random);
                }
            }
        }
        adapted = true;
        inferenceWeights = weights;
        inference = Kernels.get();
    }

    private void adapt(Lora lora, int layer, LayerPart part, RandomGenerator random) {
        LayerPart holder = names.holder(part, spec.gated());
        LayerNames.Name name = names.of(layer, holder);
        if (name == null) {
            throw new TriptychException(
                    "lora: targets",
                    part.id(),
                    "some of "
                            + Arrays.stream(LayerPart.values())
                                    .filter(p -> p.linear() && names.of(layer, names.holder(p, spec.gated())) != null)
                                    .map(LayerPart::id)
                                    .toList(),
                    "leave it out: the layers of this tower have none");
        }
        long[] shape = spec.shape(part, false);
        int rows = (int) shape[0];
        int in = (int) shape[1];
        if (lora.rank() >= Math.min(rows, in)) {
            throw new TriptychException(
                    "lora: rank",
                    String.valueOf(lora.rank()),
                    "less than " + Math.min(rows, in) + ", a side of " + part.id(),
                    "take a smaller one");
        }
        float[] a = new float[lora.rank() * in];
        double bound = 1 / Math.sqrt(in);
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextDouble(-bound, bound);
        }
        NDArray weight = weights.get(layer * PER_LAYER + PARTS.indexOf(holder) * PER_PART);
        parameters
                .lowRanks()
                .add(
                        weight,
                        new LowRank(
                                name.weight() + "." + part.id(),
                                spec.firstRow(part, names.fused(holder, spec.gated())),
                                parameters.beside(a, lora.rank(), in),
                                parameters.beside(new float[rows * lora.rank()], rows, lora.rank()),
                                lora.scale()));
    }

    /** Whether low-rank matrices stand in for weights of layers that are not borrowed. */
    public boolean adapted() {
        return adapted;
    }

    /** The low-rank matrices that these layers compute with, by names ending in {@code lora_A} and {@code lora_B}. */
    public Map<String, NDArray> lowRank() {
        Map<String, NDArray> matrices = new LinkedHashMap<>();
        for (NDArray weight : weights) {
            for (LowRank change : parameters.lowRanks().of(weight)) {
                matrices.put(change.name() + ".lora_A", change.a());
                matrices.put(change.name() + ".lora_B", change.b());
            }
        }
        return matrices;
    }

    /**
     * Writes the low-rank changes of layers that are not borrowed beside the weights; without any, nothing.
     *
     * @param folder of the weights
     */
    void saveLowRank(Path folder, DType dtype) throws IOException {
        List<LowRankFiles.Change> changes = new ArrayList<>();
        int rank = 0;
        double alpha = 0;
        for (NDArray weight : adapted ? weights : List.<NDArray>of()) {
            for (LowRank change : parameters.lowRanks().of(weight)) {
                if (!change.whole(weight)) {
                    throw new TriptychException(
                            "lora: apart",
                            "a change of some rows, " + change.name(),
                            "changes of whole weights",
                            "leave 'apart' out: the layers of this tower hold several matrices in one");
                }
                rank = (int) change.a().getShape().get(0);
                alpha = change.scale() * rank;
                changes.add(new LowRankFiles.Change(
                        change.weight(), change.a().toFloatArray(), change.b().toFloatArray()));
            }
        }
        if (!changes.isEmpty()) {
            LowRankFiles.write(folder, changes, rank, alpha, dtype);
        }
    }

    /** Writes the low-rank changes into the weights, which are then all there is: the network answers as before, but for rounding. */
    public void merge() {
        parameters.lowRanks().merge();
        adapted = false;
    }

    /** The weights of what stands before the layers, and of all layers but the last {@code top}; compared by identity. */
    public Set<NDArray> below(int top) {
        Set<NDArray> lower = Collections.newSetFromMap(new IdentityHashMap<>());
        lower.addAll(before);
        for (NDArray weight : weights.subList(0, (spec.depth() - top) * PER_LAYER)) {
            lower.add(weight);
            for (LowRank change : parameters.lowRanks().of(weight)) {
                lower.add(change.a());
                lower.add(change.b());
            }
        }
        return lower;
    }

    /**
     * From now on linear layers, and in bfloat16 attention too, compute so when nothing is being trained; norms and the sums of blocks stay
     * in float32. Takes half of the layers' memory once more, a quarter for int8.
     */
    public void computeIn(Precision precision) {
        List<NDArray> converted = new ArrayList<>();
        Iterator<NDArray> all = weights.iterator();
        for (int layer = 0; layer < spec.depth(); layer++) {
            for (LayerPart part : LayerPart.values()) {
                NDArray weight = all.next();
                NDArray bias = all.next();
                converted.addAll(
                        part.linear() && weight.size() > 0 ? precision.convert(weight, bias) : List.of(weight, bias));
            }
        }
        inferenceWeights = converted;
        inference = precision.kernels();
    }

    /**
     * Whether linear layers and attention compute in bfloat16, with gradients or without: the weights, low-rank matrices included, stay in
     * float32 and are rounded in each call, and their gradients come out in float32, as PyTorch's {@code autocast} does it. It goes before
     * {@link #computeIn}, until it is switched off again.
     */
    public void autocast(boolean on) {
        narrow = on;
    }

    /** Runs all layers with every token seeing every token. */
    public NDArray forward(NDArray x, boolean train) {
        NDArray open = x.getManager().create(new float[1], new Shape(1, 1, 1, 1));
        return forward(x, new int[spec.depth()], List.of(open), List.of(), train);
    }

    /**
     * Runs all layers with one mask.
     *
     * @param mask what is added to the products of query and key, of a shape that can be broadcast to {@code [batch, heads, tokens,
     *     tokens]}
     */
    public NDArray forward(NDArray x, NDArray mask, boolean train) {
        return forward(x, new int[spec.depth()], List.of(mask), List.of(), train);
    }

    /**
     * Runs all layers.
     *
     * @param x {@code [batch, tokens, width]}
     * @param kinds for each layer, which of the masks it uses
     * @param masks what is added to the products of query and key, each of a shape that can be broadcast to
     *     {@code [batch, heads, tokens, tokens]}
     * @param rotary for each mask a cosine and a sine, {@code [tokens, headWidth]}, by which queries and keys are turned (Su et al.
     *     2021); empty for none
     */
    NDArray forward(NDArray x, int[] kinds, List<NDArray> masks, List<NDArray> rotary, boolean train) {
        NDManager scope = x.getManager();
        long[] plan = {
            spec.depth(),
            spec.heads(),
            spec.keyHeads(),
            spec.headWidth(),
            spec.normFirst() ? 1 : 0,
            spec.rootMeanSquare() ? 1 : 0,
            spec.activation().code(),
            spec.gated() ? 1 : 0,
            rotary.isEmpty() ? 0 : 1,
            narrow ? 1 : 0
        };
        long[] kind = new long[Math.max(1, kinds.length)];
        for (int i = 0; i < kinds.length; i++) {
            kind[i] = kinds[i];
        }
        if (spec.depth() == 0) {
            return x;
        }
        boolean asTrained = train || narrow;
        List<NDArray> inUse = asTrained ? weights : inferenceWeights;
        return (asTrained ? Kernels.get() : inference)
                .call(
                        "layers",
                        train,
                        List.of(
                                x,
                                scope.create(plan),
                                scope.create(kind),
                                Kernels.scalar(scope, spec.epsilon()),
                                Kernels.scalar(scope, spec.scale())),
                        masks,
                        // An array cannot be in two lists of one call, so this is not the one among the weights.
                        rotary.isEmpty() ? List.of(scope.zeros(new Shape(0))) : rotary,
                        inUse.stream()
                                .map(w -> parameters.lowRanks().applied(scope, w, train))
                                .toList());
    }
}
