package dev.triptych.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.UnknownWeights;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.AttentionMask;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.FeatureProjection;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerSpec;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Parameters;
import java.util.List;

/** The text side of a CLIP-like model: {@code [batch, tokens]} ids in, {@code [batch, width]} out, not yet of length one. */
final class ClipTextNetwork {
    private final ClipTextModel model;
    private final Parameters parameters;
    private final double epsilon;
    private final NDArray words;
    private final NDArray positions;
    private final NDArray none;
    private final LayerStack layers;
    private final FeatureProjection last;

    ClipTextNetwork(ClipFolder folder, ClipTextModel model, NDManager manager) {
        this.model = model;
        parameters = new Parameters(manager);
        none = parameters.none();
        LayerSpec spec = folder.textLayers();
        epsilon = spec.epsilon();
        Weights files = folder.weights();
        words = parameters.load(files, model.words(), model.vocabulary(), spec.width());
        positions = parameters.load(files, model.positions(), model.context(), spec.width());
        layers = new LayerStack(spec, folder.textNames(), files, parameters);
        last = new FeatureProjection(model.last(), spec.width(), model.width(), epsilon, files, parameters);
        UnknownWeights.refuse(
                files, name -> folder.ofVision(name) || ClipFolder.ofLogits(name) || name.equals(model.numbers()));
    }

    Parameters parameters() {
        return parameters;
    }

    LayerStack layers() {
        return layers;
    }

    /**
     * Runs the network over texts of any lengths. What stands behind a shorter text is never seen: a causal model pools before it, and
     * the other kind gets texts of one length.
     */
    NDArray forward(NDManager scope, List<int[]> texts, boolean train) {
        int n = texts.size();
        int longest = texts.stream().mapToInt(ids -> ids.length).max().orElse(1);
        long[] ids = new long[n * longest];
        long[] at = new long[n];
        for (int i = 0; i < n; i++) {
            int[] row = texts.get(i);
            at[i] = model.pooled().of(row);
            for (int j = 0; j < row.length; j++) {
                ids[i * longest + j] = row[j];
            }
        }
        Kernels kernels = Kernels.get();
        NDArray x = kernels.call(
                "embed",
                train,
                List.of(
                        scope.create(ids, new Shape(n, longest)),
                        none,
                        scope.create(0L),
                        scope.create(0L),
                        Kernels.scalar(scope, epsilon),
                        words,
                        positions,
                        none,
                        none,
                        none));
        NDArray states = model.causal()
                ? layers.forward(x, AttentionMask.causal(scope, longest), train)
                : layers.forward(x, train);
        NDArray pooled = kernels.call("picked", train, List.of(states, scope.create(at, new Shape(n))));
        return last.forward(pooled, train);
    }
}
