package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Token vectors to one logit, as the {@code …ForSequenceClassification} classes of transformers do it: one vector of the sequence,
 * maybe a dense layer and a norm, and a last layer to one number. Which of them a folder holds is known by the names of its weights.
 */
final class ClassificationHead {
    private static final String POOLER = "pooler.dense";

    private final Pooling pooling;
    private final Optional<Linear> dense;
    private final DenseActivation activation;
    private final List<NDArray> norm;
    private final Linear last;

    /** A layer whose bias is there or not. */
    private record Linear(NDArray weight, Optional<NDArray> bias) {
        NDArray of(NDArray x) {
            return Dense.line(x, weight, bias, false);
        }
    }

    /** Takes layers out of the weights. */
    private record Loader(Weights weights, NDManager manager) {
        Linear linear(String name, int out, int in) {
            NDArray weight = array(name + ".weight", out, in);
            String bias = name + ".bias";
            return new Linear(weight, weights.has(bias) ? Optional.of(array(bias, out)) : Optional.empty());
        }

        NDArray array(String name, long... shape) {
            return manager.create(weights.floats(name, shape), new Shape(shape));
        }
    }

    private ClassificationHead(
            Pooling pooling, Optional<Linear> dense, DenseActivation activation, List<NDArray> norm, Linear last) {
        this.pooling = pooling;
        this.dense = dense;
        this.activation = activation;
        this.norm = norm;
        this.last = last;
    }

    static ClassificationHead open(Path folder, NDManager manager, int width) {
        Weights weights = Weights.open(folder);
        Path file = folder.resolve("config.json");
        JsonConfig config = JsonConfig.read(file);
        Loader load = new Loader(weights, manager);
        if (weights.has("score.weight")) { // decoders: Qwen3, Llama
            return of(Pooling.LAST_TOKEN, Optional.empty(), DenseActivation.IDENTITY, load, "score", width, folder);
        }
        if (weights.has("classifier.out_proj.weight")) { // RoBERTa, XLM-R, MPNet
            Linear dense = load.linear("classifier.dense", width, width);
            return of(
                    Pooling.CLS, Optional.of(dense), DenseActivation.TANH, load, "classifier.out_proj", width, folder);
        }
        if (weights.has("pre_classifier.weight")) { // DistilBERT
            Linear dense = load.linear("pre_classifier", width, width);
            return of(Pooling.CLS, Optional.of(dense), DenseActivation.RELU, load, "classifier", width, folder);
        }
        if (weights.has("head.dense.weight")) {
            return modernBert(file, config, load, width, folder);
        }
        Optional<String> pooler = weights.names().stream()
                .filter(n -> n.equals(POOLER + ".weight") || n.endsWith("." + POOLER + ".weight"))
                .findFirst();
        if (pooler.isEmpty() || !weights.has("classifier.weight")) {
            throw new TriptychException(
                    folder.toString(),
                    "no head of a sequence classifier",
                    "weights named score, classifier, classifier.out_proj, pre_classifier or head.dense",
                    "use a cross-encoder; vectors of texts come from a SequenceEncoder");
        }
        String name = pooler.get().substring(0, pooler.get().length() - ".weight".length());
        Linear dense = load.linear(name, width, width);
        return of(Pooling.CLS, Optional.of(dense), DenseActivation.TANH, load, "classifier", width, folder);
    }

    private static ClassificationHead modernBert(Path file, JsonConfig config, Loader load, int width, Path folder) {
        String pooling = config.text("classifier_pooling", "cls");
        if (!pooling.equals("cls") && !pooling.equals("mean")) {
            throw new TriptychException(
                    file + ", classifier_pooling", "'" + pooling + "'", "cls or mean", "correct the field");
        }
        NDArray gain = load.array("head.norm.weight", width);
        NDArray shift = load.weights().has("head.norm.bias")
                ? load.array("head.norm.bias", width)
                : load.manager().zeros(gain.getShape());
        return new ClassificationHead(
                pooling.equals("cls") ? Pooling.CLS : Pooling.MEAN,
                Optional.of(load.linear("head.dense", width, width)),
                DenseActivation.of(file + ", classifier_activation", config.text("classifier_activation", "gelu")),
                List.of(gain, shift),
                last(load, "classifier", width, folder));
    }

    private static ClassificationHead of(
            Pooling pooling,
            Optional<Linear> dense,
            DenseActivation activation,
            Loader load,
            String last,
            int width,
            Path folder) {
        return new ClassificationHead(pooling, dense, activation, List.of(), last(load, last, width, folder));
    }

    private static Linear last(Loader load, String name, int width, Path folder) {
        Tensor weight = load.weights().require(name + ".weight", -1, width);
        if (weight.shape()[0] != 1) {
            throw new TriptychException(
                    folder + ", weight " + name + ".weight",
                    weight.shape()[0] + " labels",
                    "one, the fit of a passage to a query",
                    "use a reranker: this is a classifier");
        }
        return load.linear(name, 1, width);
    }

    /**
     * The logits {@code [batch, 1]}.
     *
     * @param states {@code [batch, tokens, width]}
     * @param counts {@code [batch][tokens]}, false for padding
     */
    NDArray logits(NDManager scope, NDArray states, boolean[][] counts) {
        NDArray x = pooling.pool(scope, states, counts, false);
        if (dense.isPresent()) {
            x = activation.of(dense.get().of(x), false);
        }
        if (!norm.isEmpty()) {
            x = LayerNorm.of(x, norm.get(0), norm.get(1), false);
        }
        return last.of(x);
    }
}
