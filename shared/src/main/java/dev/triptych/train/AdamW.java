package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.nn.Kernels;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * AdamW as PyTorch computes it (Loshchilov and Hutter 2017; {@code torch.optim.AdamW}, fused), with clipping by the global norm.
 *
 * <p>DJL's own AdamW differs in the epsilon, the clipping and the decay, and is ten times slower.
 */
public final class AdamW {
    /** The numbers of the method; defaults are PyTorch's. */
    public record Settings(double beta1, double beta2, double epsilon) {
        public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8);
    }

    /** Weights that share a learning rate and a decay. */
    public record Group(List<NDArray> weights, double rate, double decay) {}

    /** First and second moment and the number of updates of one weight. */
    record Moments(NDArray first, NDArray second, NDArray steps) {}

    private final Settings settings;
    private final NDManager manager;
    private final IdentityHashMap<NDArray, Moments> moments = new IdentityHashMap<>();

    public AdamW(NDManager manager, Settings settings) {
        this.manager = manager;
        this.settings = settings;
    }

    /** Whether a weight has ever been updated. */
    boolean knows(NDArray weight) {
        return moments.containsKey(weight);
    }

    /** The state of a weight, zero before its first update. */
    Moments moments(NDArray weight) {
        return moments.computeIfAbsent(weight, w -> {
            Shape shape = w.getShape();
            return new Moments(
                    manager.zeros(shape), manager.zeros(shape), manager.zeros(new Shape(), DataType.FLOAT32));
        });
    }

    /**
     * Scales all gradients so that their common norm is at most {@code limit}, then updates the weights and clears the gradients.
     *
     * @return the norm before clipping
     */
    public double step(List<Group> groups, double limit) {
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> all = new ArrayList<>();
            List<List<NDArray>> gradients = new ArrayList<>();
            for (Group group : groups) {
                List<NDArray> g = new ArrayList<>();
                for (NDArray weight : group.weights()) {
                    NDArray gradient = weight.getGradient();
                    gradient.attach(scope);
                    g.add(gradient);
                }
                gradients.add(g);
                all.addAll(g);
            }
            Kernels kernels = Kernels.get();
            NDArray norm = kernels.call("clip_gradients", false, List.of(scope.create((float) limit)), all);
            for (int i = 0; i < groups.size(); i++) {
                update(scope, groups.get(i), gradients.get(i));
            }
            return norm.getFloat();
        }
    }

    private void update(NDManager scope, Group group, List<NDArray> gradients) {
        if (gradients.isEmpty()) {
            return;
        }
        List<NDArray> first = new ArrayList<>();
        List<NDArray> second = new ArrayList<>();
        List<NDArray> steps = new ArrayList<>();
        for (NDArray weight : group.weights()) {
            Moments m = moments(weight);
            first.add(m.first());
            second.add(m.second());
            steps.add(m.steps());
        }
        List<NDArray> numbers = new ArrayList<>();
        for (double x :
                new double[] {group.rate(), settings.beta1(), settings.beta2(), group.decay(), settings.epsilon()}) {
            numbers.add(Kernels.scalar(scope, x));
        }
        Kernels.get().call("adamw", false, numbers, group.weights(), gradients, first, second, steps);
        for (NDArray weight : group.weights()) {
            JniUtils.zeroGrad((PtNDArray) weight);
        }
    }
}
