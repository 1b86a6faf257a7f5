package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_LAYERS;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import java.util.Collections;
import java.util.List;

/** DistilBERT (Sanh et al. 2019): BERT with half the layers, no token types and names of its own. */
final class DistilBertFamily {
    private DistilBertFamily() {}

    static Blueprint read(JsonConfig config) {
        int width = config.integer("dim", 1, MOST);
        int depth = config.integer("n_layers", 1, MOST_LAYERS);
        LayerSpec layers = LayerSpec.plain(
                width,
                Families.heads(config, "n_heads", "dim", width),
                config.integer("hidden_dim", 1, MOST),
                depth,
                false,
                1e-12, // not in the config: transformers writes it into the code
                Activation.of(config, "activation", "gelu"));
        LayerNames names = LayerNames.below("transformer.layer.%d.")
                .part(LayerPart.QUERY, "attention.q_lin", true)
                .part(LayerPart.KEY, "attention.k_lin", true)
                .part(LayerPart.VALUE, "attention.v_lin", true)
                .part(LayerPart.OUT, "attention.out_lin", true)
                .part(LayerPart.NORM_1, "sa_layer_norm", true)
                .part(LayerPart.UP, "ffn.lin1", true)
                .part(LayerPart.DOWN, "ffn.lin2", true)
                .part(LayerPart.NORM_2, "output_layer_norm", true);
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        "distilbert.",
                        "embeddings.word_embeddings.weight",
                        "embeddings.position_embeddings.weight",
                        null,
                        "embeddings.LayerNorm.weight",
                        "embeddings.LayerNorm.bias",
                        null,
                        null,
                        List.of("embeddings\\.position_ids", "vocab_.*", "pre_classifier\\..*", "classifier\\..*")),
                config.integer("vocab_size", 1, MOST_WORDS),
                Families.positions(config, 0),
                0,
                0,
                false,
                Collections.nCopies(depth, 0),
                0,
                List.of(),
                null);
    }
}
