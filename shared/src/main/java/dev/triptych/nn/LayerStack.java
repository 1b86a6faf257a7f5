package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.Weights;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers of a transformer: {@code [batch, tokens, width]} in and out. Texts, pictures and code all go through it. */
public final class LayerStack {
    private final LayerSpec spec;
    private final List<NDArray> weights = new ArrayList<>();
    private final NDArray none;
    private List<NDArray> inferenceWeights = weights;
    private Kernels inference = Kernels.get();

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
            rotary.isEmpty() ? 0 : 1
        };
        long[] kind = new long[Math.max(1, kinds.length)];
        for (int i = 0; i < kinds.length; i++) {
            kind[i] = kinds[i];
        }
        if (spec.depth() == 0) {
            return x;
        }
        return (train ? Kernels.get() : inference)
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
                        train ? weights : inferenceWeights);
    }
}
