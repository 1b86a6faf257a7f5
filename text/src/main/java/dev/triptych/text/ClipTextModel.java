package dev.triptych.text;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.FeatureProjection;

/**
 * How the text side of a CLIP-like model differs from family to family.
 *
 * @param vocabulary rows of the table of words
 * @param context the most tokens
 * @param words name of the table of words
 * @param positions name of the positions
 * @param causal whether a token sees only those before it; otherwise all see all, padding included
 * @param pooled which token's vector stands for the text
 * @param last norm and projection
 * @param width of the vectors that come out
 * @param numbers name of a buffer that old checkpoints hold: it says nothing
 */
record ClipTextModel(
        int vocabulary,
        int context,
        String words,
        String positions,
        boolean causal,
        TextPosition pooled,
        FeatureProjection.Names last,
        int width,
        String numbers) {
    private static final int MOST = 1 << 20;
    private static final int MOST_WORDS = 1 << 24;
    /** The wrong id that transformers wrote until 4.30; folders that have it are pooled at the highest id. */
    private static final int LEGACY_END = 2;

    static ClipTextModel of(ClipFolder folder) {
        JsonConfig side = folder.text();
        String prefix = folder.textPrefix();
        String embeddings = prefix + "embeddings.";
        return switch (folder.kind()) {
            case CLIP -> {
                int end = side.integer("eos_token_id", 0, MOST_WORDS, 49407);
                yield new ClipTextModel(
                        side.integer("vocab_size", 1, MOST_WORDS, 49408),
                        side.integer("max_position_embeddings", 1, MOST, 77),
                        embeddings + "token_embedding.weight",
                        embeddings + "position_embedding.weight",
                        true,
                        end == LEGACY_END ? new TextPosition.HighestId() : new TextPosition.FirstOf(end),
                        new FeatureProjection.Names(
                                prefix + "final_layer_norm",
                                folder.projected() ? "text_projection.weight" : null,
                                null,
                                false),
                        folder.embedding(),
                        embeddings + "position_ids");
            }
            case SIGLIP ->
                new ClipTextModel(
                        side.integer("vocab_size", 1, MOST_WORDS, 32000),
                        side.integer("max_position_embeddings", 1, MOST, 64),
                        embeddings + "token_embedding.weight",
                        embeddings + "position_embedding.weight",
                        false,
                        new TextPosition.Last(),
                        new FeatureProjection.Names(
                                prefix + "final_layer_norm", prefix + "head.weight", prefix + "head.bias", false),
                        side.integer(
                                "projection_size", 1, MOST, folder.textLayers().width()),
                        embeddings + "position_ids");
            case OPEN_CLIP ->
                new ClipTextModel(
                        side.integer("vocab_size", 1, MOST_WORDS, 49408),
                        side.integer("context_length", 1, MOST, 77),
                        "token_embedding.weight",
                        "positional_embedding",
                        true,
                        new TextPosition.HighestId(),
                        new FeatureProjection.Names("ln_final", "text_projection", null, true),
                        folder.embedding(),
                        "attn_mask");
        };
    }
}
