package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_LAYERS;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import java.util.Collections;
import java.util.List;

/** BERT (Devlin et al. 2018), and RoBERTa, XLM-R and CamemBERT, which only count their positions from behind the padding's. */
final class BertFamily {
    private BertFamily() {}

    static Blueprint read(JsonConfig config, String type) {
        Families.require(config, "position_embedding_type", "absolute");
        LayerSpec layers = layers(config);
        int offset = type.equals("bert") ? 0 : Families.afterPadding(config);
        LayerNames names = LayerNames.below("encoder.layer.%d.")
                .part(LayerPart.QUERY, "attention.self.query", true)
                .part(LayerPart.KEY, "attention.self.key", true)
                .part(LayerPart.VALUE, "attention.self.value", true)
                .part(LayerPart.OUT, "attention.output.dense", true)
                .part(LayerPart.NORM_1, "attention.output.LayerNorm", true)
                .part(LayerPart.UP, "intermediate.dense", true)
                .part(LayerPart.DOWN, "output.dense", true)
                .part(LayerPart.NORM_2, "output.LayerNorm", true);
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        type.equals("bert") ? "bert." : "roberta.",
                        "embeddings.word_embeddings.weight",
                        "embeddings.position_embeddings.weight",
                        "embeddings.token_type_embeddings.weight",
                        "embeddings.LayerNorm.weight",
                        "embeddings.LayerNorm.bias",
                        null,
                        null,
                        List.of(
                                "pooler\\..*",
                                "embeddings\\.position_ids",
                                "cls\\..*",
                                "lm_head\\..*",
                                "classifier\\..*")),
                config.integer("vocab_size", 1, MOST_WORDS),
                Families.positions(config, offset),
                offset,
                config.integer("type_vocab_size", 1, MOST, 2),
                false,
                Collections.nCopies(layers.depth(), 0),
                0,
                List.of(),
                null);
    }

    /** Layers in the spelling of BERT's config, which others have kept. */
    static LayerSpec layers(JsonConfig config) {
        int width = config.integer("hidden_size", 1, MOST);
        return LayerSpec.plain(
                width,
                Families.heads(config, "num_attention_heads", "hidden_size", width),
                config.integer("intermediate_size", 1, MOST),
                config.integer("num_hidden_layers", 1, MOST_LAYERS),
                false,
                Families.epsilon(config, "layer_norm_eps", 1e-12),
                Activation.of(config, "hidden_act", "gelu"));
    }
}
