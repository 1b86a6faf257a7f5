package dev.triptych.vision;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Activation;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.FeatureProjection;
import dev.triptych.nn.LayerNames;
import dev.triptych.nn.LayerPart;
import dev.triptych.nn.LayerSpec;
import dev.triptych.space.TriptychException;

/** The vision transformers that people publish, each as a {@link PatchModel}. */
final class PatchModels {
    private static final int MOST = 1 << 20;
    private static final int LARGEST_PICTURE = 8192;

    private PatchModels() {}

    /** ViT as transformers writes it; its own pooler and classifier do not count. */
    static PatchModel vit(JsonConfig config, Weights weights) {
        String prefix = prefix(weights, "vit.");
        boolean bias = config.flag("qkv_bias", true);
        LayerNames names = attention(prefix, bias)
                .part(LayerPart.NORM_1, "layernorm_before", true)
                .part(LayerPart.NORM_2, "layernorm_after", true)
                .part(LayerPart.UP, "intermediate.dense", true)
                .part(LayerPart.DOWN, "output.dense", true);
        int inner = config.integer("intermediate_size", 1, MOST, 3072);
        return classified(config, prefix, layers(config, inner, 1e-12, false), names, false, 0);
    }

    /** DINOv2 (Oquab et al. 2023) as transformers writes it: layer scale, and positions stretched to the picture. */
    static PatchModel dinov2(JsonConfig config, Weights weights) {
        return dinov2(config, prefix(weights, "dinov2."), 0);
    }

    /** DINOv2 with register tokens (Darcet et al. 2023), whose positions are stretched with an antialiased filter. */
    static PatchModel dinov2WithRegisters(JsonConfig config, Weights weights) {
        return dinov2(
                config, prefix(weights, "dinov2_with_registers."), config.integer("num_register_tokens", 1, MOST, 4));
    }

    private static PatchModel dinov2(JsonConfig config, String prefix, int registers) {
        boolean gated = config.flag("use_swiglu_ffn", false);
        LayerNames names = attention(prefix, config.flag("qkv_bias", true))
                .part(LayerPart.NORM_1, "norm1", true)
                .exactly(LayerPart.SCALE_1, "layer_scale1.lambda1", null)
                .part(LayerPart.NORM_2, "norm2", true)
                .exactly(LayerPart.SCALE_2, "layer_scale2.lambda1", null)
                .part(LayerPart.UP, gated ? "mlp.weights_in" : "mlp.fc1", true)
                .part(LayerPart.DOWN, gated ? "mlp.weights_out" : "mlp.fc2", true);
        int width = config.integer("hidden_size", 1, MOST, 768);
        int wide = (int) (width * config.number("mlp_ratio", 0, 64, 4));
        // Two thirds, rounded up to a multiple of eight: the gate has weights of its own.
        int inner = gated ? (wide * 2 / 3 + 7) / 8 * 8 : wide;
        return classified(config, prefix, layers(config, inner, 1e-6, gated), names, true, registers);
    }

    private static String prefix(Weights weights, String prefix) {
        return weights.has(prefix + "embeddings.cls_token") ? prefix : "";
    }

    private static LayerNames attention(String prefix, boolean bias) {
        return LayerNames.below(prefix + "encoder.layer.%d.")
                .part(LayerPart.QUERY, "attention.attention.query", bias)
                .part(LayerPart.KEY, "attention.attention.key", bias)
                .part(LayerPart.VALUE, "attention.attention.value", bias)
                .part(LayerPart.OUT, "attention.output.dense", true);
    }

    private static LayerSpec layers(JsonConfig config, int inner, double epsilon, boolean gated) {
        int width = config.integer("hidden_size", 1, MOST, 768);
        int heads = config.integer("num_attention_heads", 1, width, 12);
        if (width % heads != 0) {
            throw new TriptychException(
                    config.where("num_attention_heads"),
                    String.valueOf(heads),
                    "a divisor of hidden_size " + width,
                    "mend the file");
        }
        int head = width / heads;
        return new LayerSpec(
                width,
                heads,
                heads,
                head,
                inner,
                config.integer("num_hidden_layers", 1, 1000, 12),
                true,
                false,
                config.number("layer_norm_eps", 0, 1, epsilon),
                gated ? Activation.SILU : Activation.of(config, "hidden_act", "gelu"),
                gated,
                1 / Math.sqrt(head));
    }

    private static PatchModel classified(
            JsonConfig config, String prefix, LayerSpec layers, LayerNames names, boolean interpolates, int registers) {
        String embeddings = prefix + "embeddings.";
        return checked(
                config,
                new PatchModel(
                        layers,
                        names,
                        layers.width(),
                        config.integer("image_size", 1, LARGEST_PICTURE, 224),
                        config.integer("patch_size", 1, LARGEST_PICTURE, 16),
                        interpolates,
                        embeddings + "patch_embeddings.projection.weight",
                        embeddings + "patch_embeddings.projection.bias",
                        embeddings + "cls_token",
                        embeddings + "position_embeddings",
                        true,
                        registers,
                        registers == 0 ? null : embeddings + "register_tokens",
                        null,
                        FeatureProjection.Names.normOnly(prefix + "layernorm"),
                        null,
                        name -> false,
                        name -> name.equals(embeddings + "mask_token")
                                || name.startsWith(prefix + "pooler.dense.")
                                || name.startsWith("classifier.")));
    }

    /** The image side of CLIP, SigLIP or open_clip. */
    static PatchModel clip(ClipFolder folder) {
        LayerSpec layers = folder.visionLayers();
        JsonConfig config = folder.vision();
        int size = config.integer("image_size", 1, LARGEST_PICTURE, 224);
        int patch = config.integer("patch_size", 1, LARGEST_PICTURE, folder.kind() == ClipFolder.Kind.CLIP ? 32 : 16);
        String prefix = folder.visionPrefix();
        String embeddings = prefix + "embeddings.";
        // Old checkpoints hold the numbers of the positions as a weight.
        String numbers = embeddings + "position_ids";
        return checked(
                config,
                switch (folder.kind()) {
                    case CLIP ->
                        new PatchModel(
                                layers,
                                folder.visionNames(),
                                folder.embedding(),
                                size,
                                patch,
                                false,
                                embeddings + "patch_embedding.weight",
                                null,
                                embeddings + "class_embedding",
                                embeddings + "position_embedding.weight",
                                false,
                                0,
                                null,
                                // Spelt so since the first release.
                                FeatureProjection.Names.normOnly(prefix + "pre_layrnorm"),
                                new FeatureProjection.Names(
                                        prefix + "post_layernorm",
                                        folder.projected() ? "visual_projection.weight" : null,
                                        null,
                                        false),
                                null,
                                name -> folder.ofText(name) || ClipFolder.ofLogits(name) || name.equals(numbers),
                                name -> false);
                    case SIGLIP ->
                        new PatchModel(
                                layers,
                                folder.visionNames(),
                                folder.embedding(),
                                size,
                                patch,
                                false,
                                embeddings + "patch_embedding.weight",
                                embeddings + "patch_embedding.bias",
                                null,
                                embeddings + "position_embedding.weight",
                                false,
                                0,
                                null,
                                null,
                                FeatureProjection.Names.normOnly(prefix + "post_layernorm"),
                                prefix + "head.",
                                name -> folder.ofText(name) || ClipFolder.ofLogits(name) || name.equals(numbers),
                                name -> false);
                    case OPEN_CLIP ->
                        new PatchModel(
                                layers,
                                folder.visionNames(),
                                folder.embedding(),
                                size,
                                patch,
                                false,
                                "visual.conv1.weight",
                                null,
                                "visual.class_embedding",
                                "visual.positional_embedding",
                                false,
                                0,
                                null,
                                FeatureProjection.Names.normOnly("visual.ln_pre"),
                                new FeatureProjection.Names("visual.ln_post", "visual.proj", null, true),
                                null,
                                name -> folder.ofText(name) || ClipFolder.ofLogits(name),
                                name -> false);
                });
    }

    private static PatchModel checked(JsonConfig config, PatchModel model) {
        int channels = config.integer("num_channels", 1, MOST, 3);
        if (channels != 3) {
            throw new TriptychException(
                    config.where("num_channels"), String.valueOf(channels), "3", "use a model of colour pictures");
        }
        if (model.side() == 0) {
            throw new TriptychException(
                    config.where("patch_size"),
                    String.valueOf(model.patch()),
                    "at most image_size " + model.imageSize(),
                    "mend the file");
        }
        return model;
    }
}
