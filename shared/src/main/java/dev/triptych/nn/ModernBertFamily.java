package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_LAYERS;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;

/** ModernBERT (Warner et al. 2024): rotary positions, most layers see a window, gated feed-forward, norms first. */
final class ModernBertFamily {
    private ModernBertFamily() {}

    static Blueprint read(JsonConfig config) {
        int width = config.integer("hidden_size", 1, MOST);
        int heads = Families.heads(config, "num_attention_heads", "hidden_size", width);
        int depth = config.integer("num_hidden_layers", 1, MOST_LAYERS);
        boolean attention = config.flag("attention_bias", false);
        boolean feedForward = config.flag("mlp_bias", false);
        boolean norm = config.flag("norm_bias", false);
        LayerSpec layers = new LayerSpec(
                width,
                heads,
                heads,
                width / heads,
                config.integer("intermediate_size", 1, MOST),
                depth,
                true,
                false,
                Families.epsilon(config, "norm_eps", 1e-5),
                Activation.of(config, "hidden_activation", "gelu"),
                true,
                1 / Math.sqrt((double) width / heads));
        LayerNames names = LayerNames.below("layers.%d.")
                .part(LayerPart.NORM_1, "attn_norm", norm)
                .part(LayerPart.QUERY, "attn.Wqkv", attention)
                .part(LayerPart.OUT, "attn.Wo", attention)
                .part(LayerPart.NORM_2, "mlp_norm", norm)
                .part(LayerPart.UP, "mlp.Wi", feedForward)
                .part(LayerPart.DOWN, "mlp.Wo", feedForward)
                .firstUnnormed();
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        "model.",
                        "embeddings.tok_embeddings.weight",
                        null,
                        null,
                        "embeddings.norm.weight",
                        norm ? "embeddings.norm.bias" : null,
                        "final_norm",
                        null,
                        List.of("head\\..*", "decoder\\..*", "classifier\\..*")),
                config.integer("vocab_size", 1, MOST_WORDS),
                config.integer("max_position_embeddings", 1, MOST),
                0,
                0,
                false,
                kinds(config, depth),
                config.integer("local_attention", 1, MOST, 128) / 2,
                List.of(
                        Rotary.theta(config, "full_attention", "global_rope_theta", 160_000),
                        Rotary.theta(config, "sliding_attention", "local_rope_theta", 10_000)),
                null);
    }

    private static List<Integer> kinds(JsonConfig config, int depth) {
        List<Integer> kinds = new ArrayList<>();
        if (!config.has("layer_types")) {
            int every = config.integer("global_attn_every_n_layers", 1, MOST_LAYERS, 3);
            for (int i = 0; i < depth; i++) {
                kinds.add(i % every == 0 ? 0 : 1);
            }
            return kinds;
        }
        config.node()
                .get("layer_types")
                .forEach(type -> kinds.add(
                        switch (type.asText()) {
                            case "full_attention" -> 0;
                            case "sliding_attention" -> 1;
                            default ->
                                throw new TriptychException(
                                        config.where("layer_types"),
                                        type.toString(),
                                        "full_attention or sliding_attention",
                                        "this version cannot run the model");
                        }));
        if (kinds.size() != depth) {
            throw new TriptychException(
                    config.where("layer_types"), kinds.size() + " entries", depth + ", one per layer", "mend the file");
        }
        return kinds;
    }
}
