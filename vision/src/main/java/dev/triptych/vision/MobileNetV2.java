package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Parameters;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * MobileNetV2 (Sandler et al. 2018) as transformers writes it: {@code [batch, 3, height, width]} in, the mean of the last feature map
 * {@code [batch, width]} out.
 *
 * <p>Each batch norm runs in inference mode and is folded into its convolution when the folder is read; training moves the folded
 * weights, and saving writes them back with a batch norm that does nothing.
 */
final class MobileNetV2 {
    private static final double NORM_EPSILON = 1e-3;
    /** Output channels, repeats and stride of the seven stages (table 2 of the paper), without the 16 channels of the stem. */
    private static final int[][] STAGES = {
        {24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1},
    };

    /** One convolution with its folded norm, and its part in an inverted residual block. */
    private record Convolution(
            String name, int in, int out, int kernel, int stride, int groups, boolean relu, boolean begins, boolean ends) {}

    private final List<Convolution> convolutions = new ArrayList<>();
    private final Parameters parameters;
    private final List<NDArray> weights = new ArrayList<>();
    private final boolean samePadding;
    private final double multiplier;
    private final int divisor;
    private final int least;
    private final int width;
    private final double epsilon;
    private final String prefix;

    MobileNetV2(Path folder, NDManager manager) {
        Path file = folder.resolve("config.json");
        JsonConfig config = JsonConfig.read(file);
        require(file, "model_type", config.text("model_type"), "mobilenet_v2");
        require(file, "hidden_act", config.text("hidden_act", "relu6"), "relu6");
        require(file, "output_stride", config.integer("output_stride", 1, 64, 32) + "", "32");
        require(file, "num_channels", config.integer("num_channels", 1, 64, 3) + "", "3");
        require(file, "expand_ratio", config.number("expand_ratio", 6) + "", "6.0");
        multiplier = config.number("depth_multiplier", 1);
        divisor = config.integer("depth_divisible_by", 1, 1024, 8);
        least = config.integer("min_depth", 1, 1024, 8);
        samePadding = config.flag("tf_padding", true);
        epsilon = config.number("layer_norm_eps", NORM_EPSILON);
        boolean fine = config.flag("finegrained_output", true);
        boolean expandsFirst = !config.flag("first_layer_is_expansion", true);
        if (expandsFirst) {
            require(file, "first_layer_is_expansion", "false", "true");
        }
        width = plan(fine);
        Weights files = Weights.open(folder);
        prefix = files.has("mobilenet_v2.conv_1x1.convolution.weight") ? "mobilenet_v2." : "";
        parameters = new Parameters(manager);
        fold(files.withoutPrefix("mobilenet_v2."));
    }

    private static void require(Path file, String field, String found, String expected) {
        if (!found.equals(expected)) {
            throw new TriptychException(
                    file + ": " + field, "'" + found + "'", "'" + expected + "'", "use a MobileNetV2 of this shape");
        }
    }

    /** Channels as the original TensorFlow code rounds them: to a multiple, and never down by more than a tenth. */
    private int channels(int base) {
        int value = (int) Math.round(base * multiplier);
        int rounded = Math.max(least, (value + divisor / 2) / divisor * divisor);
        return rounded < 0.9 * value ? rounded + divisor : rounded;
    }

    private int plan(boolean fine) {
        int stem = channels(32);
        int in = channels(16);
        convolutions.add(new Convolution("conv_stem.first_conv", 3, stem, 3, 2, 1, true, false, false));
        convolutions.add(new Convolution("conv_stem.conv_3x3", stem, stem, 3, 1, stem, true, false, false));
        convolutions.add(new Convolution("conv_stem.reduce_1x1", stem, in, 1, 1, 1, false, false, false));
        int layer = 0;
        for (int[] stage : STAGES) {
            for (int repeat = 0; repeat < stage[1]; repeat++) {
                int out = channels(stage[0]);
                int stride = repeat == 0 ? stage[2] : 1;
                // transformers rounds the expanded width like any other
                int inner = expanded(in);
                boolean residual = stride == 1 && in == out;
                String name = "layer." + layer++;
                convolutions.add(new Convolution(name + ".expand_1x1", in, inner, 1, 1, 1, true, residual, false));
                convolutions.add(
                        new Convolution(name + ".conv_3x3", inner, inner, 3, stride, inner, true, false, false));
                convolutions.add(new Convolution(name + ".reduce_1x1", inner, out, 1, 1, 1, false, false, residual));
                in = out;
            }
        }
        int last = fine && multiplier < 1 ? 1280 : channels(1280);
        convolutions.add(new Convolution("conv_1x1", in, last, 1, 1, 1, true, false, false));
        return last;
    }

    private int expanded(int in) {
        int value = in * 6;
        int rounded = Math.max(least, (value + divisor / 2) / divisor * divisor);
        return rounded < 0.9 * value ? rounded + divisor : rounded;
    }

    private void fold(Weights files) {
        for (Convolution c : convolutions) {
            int in = c.in() / c.groups();
            long[] shape = {c.out(), in, c.kernel(), c.kernel()};
            float[] w = files.require(c.name() + ".convolution.weight", shape).toFloats();
            String norm = c.name() + ".normalization.";
            float[] gain = files.require(norm + "weight", c.out()).toFloats();
            float[] shift = files.require(norm + "bias", c.out()).toFloats();
            float[] mean = files.require(norm + "running_mean", c.out()).toFloats();
            float[] variance = files.require(norm + "running_var", c.out()).toFloats();
            int each = w.length / c.out();
            for (int o = 0; o < c.out(); o++) {
                double scale = gain[o] / Math.sqrt(variance[o] + epsilon);
                for (int i = 0; i < each; i++) {
                    w[o * each + i] = (float) (w[o * each + i] * scale);
                }
                shift[o] = (float) (shift[o] - mean[o] * scale);
            }
            weights.add(parameters.put(c.name() + ".weight", w, shape));
            weights.add(parameters.put(c.name() + ".bias", shift, c.out()));
        }
    }

    int width() {
        return width;
    }

    Parameters parameters() {
        return parameters;
    }

    NDArray forward(NDArray pictures, boolean train) {
        Shape shape = pictures.getShape();
        NDArray plan = pictures.getManager().create(steps((int) shape.get(2), (int) shape.get(3)), new Shape(
                convolutions.size(), 9));
        return Kernels.get().call("mobilenet", train, List.of(pictures, plan), weights);
    }

    /** Per convolution: stride, groups, ReLU6, residual begins, residual ends, padding low and high by height, then by width. */
    private int[] steps(int height, int width) {
        int[] plan = new int[convolutions.size() * 9];
        int h = height;
        int w = width;
        for (int i = 0; i < convolutions.size(); i++) {
            Convolution c = convolutions.get(i);
            int padH = padding(h, c);
            int padW = padding(w, c);
            int[] row = {
                c.stride(), c.groups(), c.relu() ? 1 : 0, c.begins() ? 1 : 0, c.ends() ? 1 : 0,
                padH / 2, padH - padH / 2, padW / 2, padW - padW / 2,
            };
            System.arraycopy(row, 0, plan, i * 9, 9);
            h = (h + padH - c.kernel()) / c.stride() + 1;
            w = (w + padW - c.kernel()) / c.stride() + 1;
        }
        return plan;
    }

    /** TensorFlow's "same" padding adds the odd pixel at the end; PyTorch's is even. */
    private int padding(int size, Convolution c) {
        if (!samePadding) {
            return (c.kernel() - 1) / 2 * 2;
        }
        int rest = size % c.stride();
        return Math.max(c.kernel() - (rest == 0 ? c.stride() : rest), 0);
    }

    /** Writes transformers' names, with batch norms that leave the folded convolution as it is. */
    void write(Path file, DType dtype) {
        List<Tensor> tensors = new ArrayList<>();
        for (Convolution c : convolutions) {
            NDArray w = parameters.get(c.name() + ".weight");
            tensors.add(Tensor.of(
                    prefix + c.name() + ".convolution.weight",
                    w.toFloatArray(),
                    w.getShape().getShape()));
            String norm = prefix + c.name() + ".normalization.";
            tensors.add(Tensor.of(norm + "weight", filled(c.out(), 1), c.out()));
            tensors.add(Tensor.of(norm + "bias", parameters.get(c.name() + ".bias").toFloatArray(), c.out()));
            tensors.add(Tensor.of(norm + "running_mean", filled(c.out(), 0), c.out()));
            tensors.add(Tensor.of(norm + "running_var", filled(c.out(), (float) (1 - epsilon)), c.out()));
        }
        SafeTensors.write(file, tensors, dtype, Map.of("format", "pt"));
    }

    private static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }
}
