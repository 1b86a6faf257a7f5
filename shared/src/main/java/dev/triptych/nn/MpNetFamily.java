package dev.triptych.nn;

import static dev.triptych.nn.Families.MOST;
import static dev.triptych.nn.Families.MOST_WORDS;

import dev.triptych.checkpoint.JsonConfig;
import java.util.Collections;
import java.util.List;

/** MPNet (Song et al. 2020): BERT with one table of biases by distance for all layers, and no token types. */
final class MpNetFamily {
    private MpNetFamily() {}

    static Blueprint read(JsonConfig config) {
        LayerSpec layers = BertFamily.layers(config);
        int offset = Families.afterPadding(config);
        LayerNames names = LayerNames.below("encoder.layer.%d.")
                .part(LayerPart.QUERY, "attention.attn.q", true)
                .part(LayerPart.KEY, "attention.attn.k", true)
                .part(LayerPart.VALUE, "attention.attn.v", true)
                .part(LayerPart.OUT, "attention.attn.o", true)
                .part(LayerPart.NORM_1, "attention.LayerNorm", true)
                .part(LayerPart.UP, "intermediate.dense", true)
                .part(LayerPart.DOWN, "output.dense", true)
                .part(LayerPart.NORM_2, "output.LayerNorm", true);
        return new Blueprint(
                layers,
                names,
                new Blueprint.Names(
                        "mpnet.",
                        "embeddings.word_embeddings.weight",
                        "embeddings.position_embeddings.weight",
                        null,
                        "embeddings.LayerNorm.weight",
                        "embeddings.LayerNorm.bias",
                        null,
                        "encoder.relative_attention_bias.weight",
                        List.of("pooler\\..*", "embeddings\\.position_ids", "lm_head\\..*", "classifier\\..*")),
                config.integer("vocab_size", 1, MOST_WORDS),
                Families.positions(config, offset),
                offset,
                0,
                false,
                Collections.nCopies(layers.depth(), 0),
                0,
                List.of(),
                // The farthest distance is not in the config: transformers writes it into the code.
                new Blueprint.Relative(config.integer("relative_attention_num_buckets", 4, MOST, 32), 128));
    }
}
