package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.UnknownWeights;
import dev.triptych.checkpoint.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A transformer over words, of any family: token ids in, {@code [batch, tokens, width]} out. */
final class TextTransformer {
    /** For a folder that limits neither its positions nor its inputs; what sentence-transformers takes for T5. */
    private static final int UNLIMITED = 512;

    private final Kernels kernels = Kernels.get();
    private final Blueprint plan;
    private final Parameters parameters;
    private final NDArray none;
    private final LayerStack layers;

    /** Whose weights a transformer uses instead of its own: all embeddings and the first {@code layers} layers. */
    record Shared(Parameters lender, int layers) {}

    /**
     * Reads {@code config.json} and the weights of a folder.
     *
     * @throws dev.triptych.space.TriptychException if the family is unknown, or the weights are not those that the config describes
     */
    TextTransformer(Path folder, NDManager manager, @Nullable Shared shared) {
        plan = Families.read(folder);
        Blueprint.Names names = plan.names();
        Weights weights = Weights.open(folder);
        if (!names.prefix().isEmpty()) {
            weights = weights.withoutPrefix(names.prefix());
        }
        parameters = new Parameters(manager);
        none = parameters.none();
        int width = plan.layers().width();
        Parameters lender = shared == null ? null : shared.lender();
        load(weights, lender, names.words(), plan.vocabulary(), width);
        load(weights, lender, names.positions(), plan.positions() + plan.offset(), width);
        load(weights, lender, names.types(), plan.types(), width);
        load(weights, lender, names.embeddingNorm(), width);
        load(weights, lender, names.embeddingNormBias(), width);
        if (plan.relative() != null) {
            load(
                    weights,
                    lender,
                    names.relative(),
                    plan.relative().buckets(),
                    plan.layers().heads());
        }
        layers = new LayerStack(
                plan.layers(), plan.layerNames(), weights, parameters, lender, shared == null ? 0 : shared.layers());
        if (names.finalNorm() != null) {
            load(weights, null, names.finalNorm() + ".weight", width);
        }
        if (shared == null) {
            // With borrowed layers the folder's own are passed over, and rightly.
            List<Pattern> ignored =
                    names.ignored().stream().map(Pattern::compile).toList();
            UnknownWeights.refuse(weights, name -> ignored.stream()
                    .anyMatch(p -> p.matcher(name).matches()));
        }
    }

    private void load(Weights weights, @Nullable Parameters lender, @Nullable String name, long... shape) {
        if (name == null) {
            return;
        }
        if (lender == null) {
            parameters.load(weights, name, shape);
        } else {
            parameters.borrow(name, lender);
        }
    }

    int width() {
        return plan.layers().width();
    }

    /** The smallest of what the positions and the others allow; 0 stands for no limit. */
    int limit(int... others) {
        return IntStream.concat(IntStream.of(plan.positions()), IntStream.of(others))
                .filter(most -> most > 0)
                .min()
                .orElse(UNLIMITED);
    }

    /** How many texts of an input can be told apart. */
    int types() {
        return plan.types();
    }

    Parameters parameters() {
        return parameters;
    }

    LayerStack layers() {
        return layers;
    }

    /**
     * Runs the network.
     *
     * @param ids {@code [batch, tokens]} int64, padded on the right
     * @param mask {@code [batch, 1, 1, tokens]}: 0 for a token, {@link AttentionMask#HIDDEN} for padding
     */
    NDArray forward(NDArray ids, NDArray mask, boolean train) {
        return forward(ids, ids.getManager().zeros(new Shape(0)), mask, train);
    }

    /**
     * Runs the network on pairs of texts.
     *
     * @param types {@code [batch, tokens]} int64: to which text a token belongs
     */
    NDArray forward(NDArray ids, NDArray types, NDArray mask, boolean train) {
        NDManager scope = ids.getManager();
        int tokens = (int) ids.getShape().get(1);
        Blueprint.Names names = plan.names();
        NDArray rms = Kernels.scalar(scope, plan.layers().rootMeanSquare() ? 1 : 0);
        NDArray epsilon = Kernels.scalar(scope, plan.layers().epsilon());
        NDArray x = kernels.call(
                "embed",
                train,
                List.of(
                        ids,
                        types,
                        Kernels.scalar(scope, plan.offset()),
                        rms,
                        epsilon,
                        weight(names.words()),
                        weight(names.positions()),
                        weight(names.types()),
                        weight(names.embeddingNorm()),
                        weight(names.embeddingNormBias())));
        int[] kinds = plan.kinds().stream().mapToInt(k -> k).toArray();
        NDArray y = layers.forward(x, kinds, masks(scope, mask, tokens, train), rotary(scope, tokens), train);
        if (names.finalNorm() == null) {
            return y;
        }
        return kernels.call("normed", train, List.of(y, rms, epsilon, weight(names.finalNorm() + ".weight"), none));
    }

    private NDArray weight(@Nullable String name) {
        return name == null ? none : parameters.get(name);
    }

    /** For layers that see all tokens, then for those that see a window if there are any. */
    private List<NDArray> masks(NDManager scope, NDArray padding, int tokens, boolean train) {
        NDArray all = padding;
        if (plan.causal()) {
            all = padding.add(AttentionMask.causal(scope, tokens));
        }
        if (plan.relative() != null) {
            NDArray buckets = scope.create(RelativeBuckets.of(tokens, plan.relative()), new Shape(tokens, tokens));
            all = kernels.call(
                    "relative_bias", train, List.of(buckets, weight(plan.names().relative()), all));
        }
        List<NDArray> masks = new ArrayList<>(List.of(all));
        if (plan.thetas().size() > 1 || plan.kinds().contains(1)) {
            masks.add(padding.add(AttentionMask.window(scope, tokens, plan.window(), plan.window())));
        }
        return masks;
    }

    private List<NDArray> rotary(NDManager scope, int tokens) {
        List<NDArray> tables = new ArrayList<>();
        for (double theta : plan.thetas()) {
            tables.addAll(Rotary.tables(scope, tokens, plan.layers().headWidth(), theta));
        }
        return tables;
    }
}
