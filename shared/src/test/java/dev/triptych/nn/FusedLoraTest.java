package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices that a family stores in one: a part of them learns as it would alone. */
class FusedLoraTest {
    private static final int WIDTH = 8;
    private static final int INNER = 6;
    private static final LayerSpec SPEC =
            new LayerSpec(WIDTH, 2, 2, 4, INNER, 1, true, false, 1e-5, Activation.SILU, true, 0.5);
    private static final Lora LORA =
            new Lora(2, 3, Set.of(LayerPart.QUERY, LayerPart.KEY, LayerPart.VALUE, LayerPart.UP, LayerPart.GATE));

    private static float[] noise(int seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return values;
    }

    private static Tensor rows(String name, float[]... parts) {
        List<Float> all = new ArrayList<>();
        for (float[] part : parts) {
            for (float v : part) {
                all.add(v);
            }
        }
        float[] flat = new float[all.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = all.get(i);
        }
        return Tensor.of(name, flat, new long[] {flat.length / WIDTH, WIDTH});
    }

    private static LayerStack stack(Path folder, boolean fused, NDManager manager) throws IOException {
        Files.createDirectories(folder);
        float[] q = noise(1, WIDTH * WIDTH);
        float[] k = noise(2, WIDTH * WIDTH);
        float[] v = noise(3, WIDTH * WIDTH);
        float[] gate = noise(4, INNER * WIDTH);
        float[] up = noise(5, INNER * WIDTH);
        List<Tensor> tensors = new ArrayList<>();
        LayerNames names =
                LayerNames.below("%d.").part(LayerPart.OUT, "o", false).part(LayerPart.DOWN, "d", false);
        tensors.add(rows("0.o.weight", noise(6, WIDTH * WIDTH)));
        tensors.add(Tensor.of("0.d.weight", noise(7, WIDTH * INNER), new long[] {WIDTH, INNER}));
        names.part(LayerPart.QUERY, "q", false).part(LayerPart.UP, "u", false);
        if (fused) {
            tensors.add(rows("0.q.weight", q, k, v));
            tensors.add(rows("0.u.weight", gate, up));
        } else {
            names.part(LayerPart.KEY, "k", false)
                    .part(LayerPart.VALUE, "v", false)
                    .part(LayerPart.GATE, "g", false);
            tensors.add(rows("0.q.weight", q));
            tensors.add(rows("0.k.weight", k));
            tensors.add(rows("0.v.weight", v));
            tensors.add(rows("0.u.weight", up));
            tensors.add(rows("0.g.weight", gate));
        }
        SafeTensors.write(folder.resolve("model.safetensors"), tensors, DType.F32, Map.of());
        return new LayerStack(SPEC, names, Weights.open(folder), new Parameters(manager));
    }

    /** Gives each part matrices of its own, the same in both stacks. */
    private static void fill(LayerStack layers) {
        layers.lowRank().forEach((name, matrix) -> {
            String part = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1));
            try (NDManager scope = Kernels.get().newManager()) {
                scope.create(noise(part.hashCode(), (int) matrix.size()), matrix.getShape())
                        .copyTo(matrix);
            }
        });
    }

    private static float[] answer(LayerStack layers, NDManager scope) {
        NDArray x = scope.create(noise(9, 3 * 5 * WIDTH), new Shape(3, 5, WIDTH));
        return layers.forward(x, false).toFloatArray();
    }

    @Test
    void aPartOfAMatrixLearnsAsItWouldAlone(@TempDir Path dir) throws IOException {
        try (NDManager manager = Kernels.get().newManager()) {
            LayerStack fused = stack(dir.resolve("fused"), true, manager);
            LayerStack apart = stack(dir.resolve("apart"), false, manager);
            float[] before = answer(fused, manager);
            assertThat(before).containsExactly(answer(apart, manager), within(1e-5f));
            for (LayerStack layers : List.of(fused, apart)) {
                layers.adapt(LORA, new SplittableRandom(1));
                fill(layers);
            }
            float[] adapted = answer(fused, manager);
            assertThat(adapted).containsExactly(answer(apart, manager), within(1e-5f));
            float far = 0;
            for (int i = 0; i < adapted.length; i++) {
                far = Math.max(far, Math.abs(adapted[i] - before[i]));
            }
            assertThat(far).isGreaterThan(0.1f);
            fused.merge();
            assertThat(answer(fused, manager)).containsExactly(adapted, within(1e-5f));
        }
    }
}
