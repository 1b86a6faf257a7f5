package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.UnknownWeights;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.AttentionPool;
import dev.triptych.nn.FeatureProjection;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vision transformer of any family: patches become tokens, the layers run, one vector is made of what comes out. */
final class PatchTransformer implements ImageNetwork {
    private final PatchModel model;
    private final Parameters parameters;
    private final List<Tensor> kept;
    private final NDArray patches;
    private final NDArray patchBias;
    private final NDArray classToken;
    private final NDArray positions;
    private final NDArray registers;
    private final @Nullable FeatureProjection firstNorm;
    private final LayerStack layers;
    private final FeatureProjection last;
    private final @Nullable AttentionPool pool;

    PatchTransformer(PatchModel model, Weights files, NDManager manager) {
        this.model = model;
        parameters = new Parameters(manager);
        int width = model.layers().width();
        double epsilon = model.layers().epsilon();
        NDArray none = parameters.none();
        String bias = model.patchBias();
        String token = model.classToken();
        int count = model.side() * model.side() + (token == null ? 0 : 1);
        patches = parameters.load(files, model.patches(), width, 3, model.patch(), model.patch());
        patchBias = bias == null ? none : parameters.load(files, bias, width);
        classToken = token == null
                ? none
                : parameters.load(files, token, model.batched() ? new long[] {1, 1, width} : new long[] {width});
        positions = parameters.load(
                files, model.positions(), model.batched() ? new long[] {1, count, width} : new long[] {count, width});
        String extra = model.registerTokens();
        registers = extra == null ? none : parameters.load(files, extra, 1, model.registers(), width);
        FeatureProjection.Names first = model.firstNorm();
        firstNorm = first == null ? null : new FeatureProjection(first, width, width, epsilon, files, parameters);
        layers = new LayerStack(model.layers(), model.names(), files, parameters);
        last = new FeatureProjection(model.last(), width, model.width(), epsilon, files, parameters);
        String head = model.attentionPool();
        pool = head == null ? null : new AttentionPool(head, model.layers(), files, parameters);
        kept = files.unused().stream()
                .filter(model.kept())
                .map(name -> renamed(files.require(name), name))
                .toList();
        UnknownWeights.refuse(files, model.dropped());
    }

    private static Tensor renamed(Tensor tensor, String name) {
        return new Tensor(name, tensor.dtype(), tensor.shape(), tensor.data());
    }

    @Override
    public int width() {
        return model.width();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Optional<LayerStack> layers() {
        return Optional.of(layers);
    }

    @Override
    public NDArray forward(NDArray pictures, boolean train) {
        Shape shape = pictures.getShape();
        long rows = shape.get(2) / model.patch();
        long columns = shape.get(3) / model.patch();
        int side = model.side();
        long stretched = rows == side && columns == side ? 0 : side;
        NDManager scope = pictures.getManager();
        Kernels kernels = Kernels.get();
        NDArray x = kernels.call(
                "patches",
                train,
                List.of(pictures, scope.create(stretched), patches, patchBias, classToken, positions, registers));
        if (firstNorm != null) {
            x = firstNorm.norm(x, train);
        }
        NDArray states = layers.forward(x, train);
        if (pool != null) {
            return pool.forward(last.norm(states, train), train);
        }
        NDArray first = scope.create(new long[(int) shape.get(0)], new Shape(shape.get(0)));
        return last.forward(kernels.call("picked", train, List.of(states, first)), train);
    }

    @Override
    public void write(Path file, DType dtype) {
        List<Tensor> tensors = new ArrayList<>();
        parameters
                .all()
                .forEach((name, array) -> tensors.add(
                        Tensor.of(name, array.toFloatArray(), array.getShape().getShape())));
        tensors.addAll(kept);
        SafeTensors.write(file, tensors, dtype, Map.of("format", "pt"));
    }
}
