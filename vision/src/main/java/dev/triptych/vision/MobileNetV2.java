package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.UnknownWeights;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Parameters;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MobileNetV2 (Sandler et al. 2018) as transformers writes it: {@code [batch, 3, height, width]} in, the mean of the last feature map
 * {@code [batch, width]} out.
 *
 * <p>Batch norms run in inference mode, with the statistics of the folder, in training as well. Where they do nothing but add their
 * bias, as in folders whose norms have been folded into the convolutions, they are left out. They are not folded here: rounding would
 * make a deep network of this kind answer visibly differently from the reference.
 */
final class MobileNetV2 implements ImageNetwork {
    private static final double NORM_EPSILON = 1e-3;
    private static final String NORM = ".normalization.";
    /** Half precision keeps eleven bits. */
    private static final double HALF_ROUNDING = 1.0 / 2048;

    /** Output channels, repeats and stride of the seven stages (table 2 of the paper), without the 16 channels of the stem. */
    private static final int[][] STAGES = {
        {24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1},
    };

    /** One convolution with its folded norm, and its part in an inverted residual block. */
    private record Convolution(
            String name,
            int in,
            int out,
            int kernel,
            int stride,
            int groups,
            boolean relu,
            boolean begins,
            boolean ends) {}

    private final List<Convolution> convolutions = new ArrayList<>();
    private final Parameters parameters;
    /** Means and variances of the norms: never trained. */
    private final Parameters statistics;

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
        multiplier = config.number("depth_multiplier", 0, 16, 1);
        divisor = config.integer("depth_divisible_by", 1, 1024, 8);
        least = config.integer("min_depth", 1, 1024, 8);
        samePadding = config.flag("tf_padding", true);
        epsilon = config.number("layer_norm_eps", 0, 1, NORM_EPSILON);
        boolean fine = config.flag("finegrained_output", true);
        boolean expandsFirst = !config.flag("first_layer_is_expansion", true);
        if (expandsFirst) {
            require(file, "first_layer_is_expansion", "false", "true");
        }
        width = plan(fine);
        Weights files = Weights.open(folder);
        prefix = files.has("mobilenet_v2.conv_1x1.convolution.weight") ? "mobilenet_v2." : "";
        parameters = new Parameters(manager);
        statistics = new Parameters(manager);
        read(files.withoutPrefix("mobilenet_v2."));
        UnknownWeights.refuse(
                files, name -> name.endsWith(NORM + "num_batches_tracked") || name.startsWith("classifier."));
    }

    private static void require(Path file, String field, String found, String expected) {
        if (!found.equals(expected)) {
            throw new TriptychException(
                    file + ": " + field, "'" + found + "'", "'" + expected + "'", "use a MobileNetV2 of this shape");
        }
    }

    private int channels(int base) {
        return rounded((int) Math.round(base * multiplier));
    }

    /** A width as the original TensorFlow code rounds it: to a multiple, and never down by more than a tenth. */
    private int rounded(int value) {
        int multiple = Math.max(least, (value + divisor / 2) / divisor * divisor);
        return multiple < 0.9 * value ? multiple + divisor : multiple;
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
                int inner = rounded(in * 6);
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

    private void read(Weights files) {
        boolean plain = convolutions.stream().allMatch(c -> normDoesNothing(files, c));
        for (Convolution c : convolutions) {
            long[] shape = {c.out(), c.in() / c.groups(), c.kernel(), c.kernel()};
            String name = c.name() + ".convolution.weight";
            weights.add(
                    plain
                            ? parameters.put(name, scaled(files, c, files.floats(name, shape)), shape)
                            : parameters.load(files, name, shape));
            weights.add(parameters.load(files, c.name() + NORM + "bias", c.out()));
            if (!plain) {
                weights.add(parameters.load(files, c.name() + NORM + "weight", c.out()));
                weights.add(statistics.load(files, c.name() + NORM + "running_mean", c.out()));
                weights.add(statistics.load(files, c.name() + NORM + "running_var", c.out()));
            }
        }
    }

    /** The weights with the factor of a norm that is left out: half precision cannot say 1 − ε, and fifty small factors add up. */
    private float[] scaled(Weights files, Convolution c, float[] weight) {
        float[] gain = files.floats(c.name() + NORM + "weight", c.out());
        float[] variance = files.floats(c.name() + NORM + "running_var", c.out());
        int each = weight.length / c.out();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (weight[i] * gain[i / each] / Math.sqrt(variance[i / each] + epsilon));
        }
        return weight;
    }

    /** Whether a norm only adds its bias, up to the rounding of half precision; then it is the convolution's bias. */
    private boolean normDoesNothing(Weights files, Convolution c) {
        float[] gain = files.floats(c.name() + NORM + "weight", c.out());
        float[] mean = files.floats(c.name() + NORM + "running_mean", c.out());
        float[] variance = files.floats(c.name() + NORM + "running_var", c.out());
        for (int i = 0; i < gain.length; i++) {
            if (mean[i] != 0 || Math.abs(gain[i] / Math.sqrt(variance[i] + epsilon) - 1) > HALF_ROUNDING) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Optional<LayerStack> layers() {
        return Optional.empty();
    }

    @Override
    public NDArray forward(NDArray pictures, boolean train) {
        Shape shape = pictures.getShape();
        NDArray plan = pictures.getManager()
                .create(steps((int) shape.get(2), (int) shape.get(3)), new Shape(convolutions.size(), 9));
        return Kernels.get()
                .call(
                        "mobilenet",
                        train,
                        List.of(pictures, plan, Kernels.scalar(pictures.getManager(), epsilon)),
                        weights);
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
                c.stride(),
                c.groups(),
                c.relu() ? 1 : 0,
                c.begins() ? 1 : 0,
                c.ends() ? 1 : 0,
                padH / 2,
                padH - padH / 2,
                padW / 2,
                padW - padW / 2,
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

    /** Writes transformers' names; norms that were left out come back as ones that only add their bias. */
    @Override
    public void write(Path file, DType dtype) {
        List<Tensor> tensors = new ArrayList<>();
        for (Convolution c : convolutions) {
            tensors.add(tensor(parameters, c.name() + ".convolution.weight"));
            tensors.add(tensor(parameters, c.name() + NORM + "bias"));
            String gain = c.name() + NORM + "weight";
            if (parameters.has(gain)) {
                tensors.add(tensor(parameters, gain));
                tensors.add(tensor(statistics, c.name() + NORM + "running_mean"));
                tensors.add(tensor(statistics, c.name() + NORM + "running_var"));
            } else {
                tensors.add(filled(gain, c.out(), 1));
                tensors.add(filled(c.name() + NORM + "running_mean", c.out(), 0));
                tensors.add(filled(c.name() + NORM + "running_var", c.out(), (float) (1 - epsilon)));
            }
        }
        SafeTensors.write(file, tensors, dtype, Map.of("format", "pt"));
    }

    private Tensor tensor(Parameters from, String name) {
        NDArray array = from.get(name);
        return Tensor.of(prefix + name, array.toFloatArray(), array.getShape().getShape());
    }

    private Tensor filled(String name, int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return Tensor.of(prefix + name, values, n);
    }
}
