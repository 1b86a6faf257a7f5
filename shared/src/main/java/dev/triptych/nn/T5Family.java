package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_LAYERS;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.util.Collections;
import java.util.List;

/** The encoder of T5 (Raffel et al. 2020): biases by distance, norms that only scale, products of query and key as they are. */
final class T5Family {
    private T5Family() {}

    static Blueprint read(JsonConfig config) {
        int width = config.integer("d_model", 1, MOST);
        int heads = config.integer("num_heads", 1, MOST);
        int depth = config.integer("num_layers", 1, MOST_LAYERS);
        String forward = config.text("feed_forward_proj", "relu");
        boolean gated = forward.startsWith("gated-");
        LayerSpec layers = new LayerSpec(
                width,
                heads,
                heads,
                config.integer("d_kv", 1, MOST),
                config.integer("d_ff", 1, MOST),
                depth,
                true,
                true,
                Families.epsilon(config, "layer_norm_epsilon", 1e-6),
                activation(config, forward),
                gated,
                1);
        LayerNames names = LayerNames.below("encoder.block.%d.layer.")
                .part(LayerPart.NORM_1, "0.layer_norm", false)
                .part(LayerPart.QUERY, "0.SelfAttention.q", false)
                .part(LayerPart.KEY, "0.SelfAttention.k", false)
                .part(LayerPart.VALUE, "0.SelfAttention.v", false)
                .part(LayerPart.OUT, "0.SelfAttention.o", false)
                .part(LayerPart.NORM_2, "1.layer_norm", false)
                .part(LayerPart.UP, gated ? "1.DenseReluDense.wi_1" : "1.DenseReluDense.wi", false)
                .part(LayerPart.DOWN, "1.DenseReluDense.wo", false);
        if (gated) {
            names.part(LayerPart.GATE, "1.DenseReluDense.wi_0", false);
        }
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        "",
                        "shared.weight",
                        null,
                        null,
                        null,
                        null,
                        "encoder.final_layer_norm",
                        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                        List.of("decoder\\..*", "lm_head\\..*", "encoder\\.embed_tokens\\.weight")),
                config.integer("vocab_size", 1, MOST_WORDS),
                0,
                0,
                0,
                false,
                Collections.nCopies(depth, 0),
                0,
                List.of(),
                new Blueprint.Relative(
                        config.integer("relative_attention_num_buckets", 4, MOST, 32),
                        config.integer("relative_attention_max_distance", 8, MOST, 128)));
    }

    private static Activation activation(JsonConfig config, String forward) {
        return switch (forward) {
            case "relu" -> Activation.RELU;
            // The library's own reading: "gated-gelu" has always meant the approximation.
            case "gated-gelu" -> Activation.GELU_TANH;
            case "gated-silu" -> Activation.SILU;
            case "gelu" -> Activation.GELU;
            default ->
                throw new TriptychException(
                        config.where("feed_forward_proj"),
                        "'" + forward + "'",
                        "relu, gelu, gated-gelu or gated-silu",
                        "this version cannot run the model");
        };
    }
}
