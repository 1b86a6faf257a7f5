package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_LAYERS;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.util.Collections;
import java.util.List;

/** Qwen3 (2025), as Qwen3-Embedding: causal, several queries per key, norms of queries and keys, rotary positions. */
final class Qwen3Family {
    private Qwen3Family() {}

    static Blueprint read(JsonConfig config) {
        int width = config.integer("hidden_size", 1, MOST);
        int heads = config.integer("num_attention_heads", 1, MOST);
        int keyHeads = config.integer("num_key_value_heads", 1, heads, heads);
        if (heads % keyHeads != 0) {
            throw new TriptychException(
                    config.where("num_key_value_heads"),
                    keyHeads + "",
                    "a divisor of num_attention_heads " + heads,
                    "mend the file");
        }
        if (config.flag("use_sliding_window", false)) {
            throw new TriptychException(
                    config.where("use_sliding_window"), "true", "false", "this version cannot run the model");
        }
        int headWidth = config.integer("head_dim", 2, MOST, Math.max(2, width / heads));
        int depth = config.integer("num_hidden_layers", 1, MOST_LAYERS);
        boolean bias = config.flag("attention_bias", false);
        LayerSpec layers = new LayerSpec(
                width,
                heads,
                keyHeads,
                headWidth,
                config.integer("intermediate_size", 1, MOST),
                depth,
                true,
                true,
                Families.epsilon(config, "rms_norm_eps", 1e-6),
                Activation.of(config, "hidden_act", "silu"),
                true,
                1 / Math.sqrt(headWidth));
        LayerNames names = LayerNames.below("layers.%d.")
                .part(LayerPart.NORM_1, "input_layernorm", false)
                .part(LayerPart.QUERY, "self_attn.q_proj", bias)
                .part(LayerPart.KEY, "self_attn.k_proj", bias)
                .part(LayerPart.VALUE, "self_attn.v_proj", bias)
                .part(LayerPart.QUERY_NORM, "self_attn.q_norm", false)
                .part(LayerPart.KEY_NORM, "self_attn.k_norm", false)
                .part(LayerPart.OUT, "self_attn.o_proj", bias)
                .part(LayerPart.NORM_2, "post_attention_layernorm", false)
                .part(LayerPart.GATE, "mlp.gate_proj", false)
                .part(LayerPart.UP, "mlp.up_proj", false)
                .part(LayerPart.DOWN, "mlp.down_proj", false);
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        "model.",
                        "embed_tokens.weight",
                        null,
                        null,
                        null,
                        null,
                        "norm",
                        null,
                        List.of("lm_head\\..*", "score\\..*")),
                config.integer("vocab_size", 1, MOST_WORDS),
                config.integer("max_position_embeddings", 1, MOST),
                0,
                0,
                true,
                Collections.nCopies(depth, 0),
                0,
                List.of(Rotary.theta(config, "", "rope_theta", 10_000)),
                null);
    }
}
