package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder with a text and an image side, or one of them alone, as people publish it: CLIP (Radford et al. 2021) and SigLIP (Zhai et al.
 * 2023) as transformers writes them, and open_clip's own format. Knows the configs, the layers' shapes and what they are called; the
 * sides themselves live with the texts and the pictures.
 *
 * @param path the folder
 * @param sides which of the sides its format has
 * @param config {@code config.json}, or the {@code model_cfg} of {@code open_clip_config.json}
 */
public record ClipFolder(Path path, Kind kind, Sides sides, JsonConfig config) {
    private static final int MOST = 1 << 20;
    private static final String OPEN_CLIP_CONFIG = "open_clip_config.json";
    private static final String OPEN_CLIP_WEIGHTS = "open_clip_model.safetensors";

    private static final List<String> TOKENIZER = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "vocab.json",
            "merges.txt",
            "spiece.model");

    /** Who wrote the folder. */
    public enum Kind {
        CLIP,
        SIGLIP,
        OPEN_CLIP
    }

    /** What a format holds. */
    public enum Sides {
        BOTH,
        TEXT,
        IMAGE
    }

    /** The {@code model_type} of transformers' folders. */
    private record Type(Kind kind, Sides sides) {
        static final Map<String, Type> ALL = Map.of(
                "clip", new Type(Kind.CLIP, Sides.BOTH),
                "clip_text_model", new Type(Kind.CLIP, Sides.TEXT),
                "clip_vision_model", new Type(Kind.CLIP, Sides.IMAGE),
                "siglip", new Type(Kind.SIGLIP, Sides.BOTH),
                "siglip_text_model", new Type(Kind.SIGLIP, Sides.TEXT),
                "siglip_vision_model", new Type(Kind.SIGLIP, Sides.IMAGE));
    }

    /** Whether the folder is open_clip's; one that has both formats, as LAION's do, is read as transformers'. */
    public static boolean isOpenClip(Path folder) {
        boolean huggingFace = Files.exists(folder.resolve("config.json"))
                && (Files.exists(folder.resolve("model.safetensors"))
                        || Files.exists(folder.resolve("model.safetensors.index.json"))
                        || !Files.exists(folder.resolve(OPEN_CLIP_WEIGHTS)));
        return !huggingFace && Files.exists(folder.resolve(OPEN_CLIP_CONFIG));
    }

    /** Whether the folder is of this kind. */
    public static boolean is(Path folder) {
        if (isOpenClip(folder)) {
            return true;
        }
        return JsonConfig.readIfPresent(folder.resolve("config.json"))
                .map(config -> config.text("model_type", ""))
                .filter(Type.ALL::containsKey)
                .isPresent();
    }

    /**
     * Reads the config.
     *
     * @throws TriptychException if it is none of the three kinds
     */
    public static ClipFolder open(Path folder) {
        if (isOpenClip(folder)) {
            JsonConfig config =
                    JsonConfig.read(folder.resolve(OPEN_CLIP_CONFIG)).object("model_cfg");
            refuse(config, "vision_cfg", "timm_model_name", "a network of timm as the image side");
            refuse(config, "text_cfg", "hf_model_name", "a network of Hugging Face as the text side");
            onlyKnown(config, List.of("embed_dim", "quick_gelu", "vision_cfg", "text_cfg"));
            onlyKnown(
                    config.object("vision_cfg"),
                    List.of("image_size", "layers", "width", "head_width", "patch_size", "mlp_ratio"));
            onlyKnown(
                    config.object("text_cfg"),
                    List.of("context_length", "vocab_size", "width", "heads", "layers", "mlp_ratio"));
            return new ClipFolder(folder, Kind.OPEN_CLIP, Sides.BOTH, config);
        }
        JsonConfig config = JsonConfig.read(folder.resolve("config.json"));
        Type type = Type.ALL.get(config.text("model_type"));
        if (type == null) {
            throw new TriptychException(
                    config.where("model_type"),
                    "'" + config.text("model_type") + "'",
                    Type.ALL.keySet().stream().sorted().collect(Collectors.joining(", ")) + ", or a folder with "
                            + OPEN_CLIP_CONFIG,
                    "use a folder with a text or an image side");
        }
        return new ClipFolder(folder, type.kind(), type.sides(), config);
    }

    private static void refuse(JsonConfig config, String side, String field, String what) {
        JsonConfig cfg = config.object(side);
        if (cfg.has(field)) {
            throw new TriptychException(
                    cfg.where(field),
                    cfg.node().get(field) + ", which is " + what,
                    "no " + field + ": one of open_clip's own transformers",
                    "this version cannot build that network: use a model such as ViT-B-32, or its transformers folder");
        }
    }

    /** open_clip builds very different networks by fields that most configs do not have: none of them may be passed over. */
    private static void onlyKnown(JsonConfig config, List<String> known) {
        for (String field : (Iterable<String>) () -> config.node().fieldNames()) {
            if (config.has(field) && !known.contains(field)) {
                throw new TriptychException(
                        config.where(field),
                        config.node().get(field).toString(),
                        "only " + String.join(", ", known),
                        "this version cannot build that network: use one of open_clip's plain ViT models");
            }
        }
    }

    /** Opens the weight files. */
    public Weights weights() {
        Path own = path.resolve(weightsFile());
        return Weights.open(kind == Kind.OPEN_CLIP && Files.exists(own) ? own : path);
    }

    /** Copies the config and the tokenizer. */
    public void copyText(Path target) throws IOException {
        copy(target, configFile());
        for (String name : TOKENIZER) {
            copy(target, name);
        }
    }

    /** Copies the config and the preprocessing. */
    public void copyVision(Path target) throws IOException {
        copy(target, configFile());
        copy(target, "preprocessor_config.json");
    }

    private void copy(Path target, String name) throws IOException {
        Path file = path.resolve(name);
        if (Files.isRegularFile(file)) {
            Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What the file of weights is called. */
    public String weightsFile() {
        return kind == Kind.OPEN_CLIP ? OPEN_CLIP_WEIGHTS : "model.safetensors";
    }

    /** What the file of the config is called. */
    public String configFile() {
        return kind == Kind.OPEN_CLIP ? OPEN_CLIP_CONFIG : "config.json";
    }

    /** The config of the image side. */
    public JsonConfig vision() {
        return side(Sides.IMAGE, kind == Kind.OPEN_CLIP ? "vision_cfg" : "vision_config");
    }

    /** The config of the text side. */
    public JsonConfig text() {
        return side(Sides.TEXT, kind == Kind.OPEN_CLIP ? "text_cfg" : "text_config");
    }

    private JsonConfig side(Sides wanted, String field) {
        if (sides == Sides.BOTH) {
            return config.object(field);
        }
        if (sides != wanted) {
            throw new TriptychException(
                    config.where("model_type"),
                    "'" + config.text("model_type") + "', the " + sides.name().toLowerCase(Locale.ROOT) + " side alone",
                    "a model with a side for " + (wanted == Sides.IMAGE ? "pictures" : "texts"),
                    "use the folder of the whole model, or that of the other side");
        }
        return config;
    }

    /** What the names of a side's weights begin with: transformers 5 leaves it out where the side stands alone, with no map behind. */
    private String prefix(String usual, String known) {
        return sides == Sides.BOTH || weights().has(usual + known) ? usual : "";
    }

    /** What the names of the image side's weights begin with; empty for open_clip. */
    public String visionPrefix() {
        return kind == Kind.OPEN_CLIP ? "" : prefix("vision_model.", "embeddings.position_embedding.weight");
    }

    /** What the names of the text side's weights begin with; empty for open_clip. */
    public String textPrefix() {
        return kind == Kind.OPEN_CLIP ? "" : prefix("text_model.", "embeddings.position_embedding.weight");
    }

    /** Whether a map to the common width stands behind CLIP's sides: always, but for a side alone that was saved without it. */
    public boolean projected() {
        return sides == Sides.BOTH
                || weights().has(sides == Sides.TEXT ? "text_projection.weight" : "visual_projection.weight");
    }

    /**
     * Which sides the weights have: our own tower folders keep the config of the whole with one side's weights.
     *
     * @return empty if there is neither
     */
    public Set<Sides> present() {
        Set<Sides> found = EnumSet.noneOf(Sides.class);
        for (String name : weights().names()) {
            if (ofVision(name)) {
                found.add(Sides.IMAGE);
            } else if (ofText(name)) {
                found.add(Sides.TEXT);
            }
        }
        return found;
    }

    /** The width that both sides share; transformers' SigLIP has the image side's. */
    public int embedding() {
        return switch (kind) {
            case CLIP ->
                projected()
                        ? config.integer("projection_dim", 1, MOST, 512)
                        : (sides == Sides.TEXT ? textLayers() : visionLayers()).width();
            case SIGLIP -> visionLayers().width();
            case OPEN_CLIP -> config.integer("embed_dim", 1, MOST);
        };
    }

    /** The layers of the image side; what a config leaves out is as transformers and open_clip have it. */
    public LayerSpec visionLayers() {
        if (kind != Kind.OPEN_CLIP) {
            return huggingFace(vision(), 768, 3072, 12);
        }
        JsonConfig side = vision();
        int width = side.integer("width", 1, MOST, 768);
        int head = side.integer("head_width", 1, width, 64);
        divides(side, "head_width", head, width);
        return openClip(side, width, width / head);
    }

    /** The layers of the text side. */
    public LayerSpec textLayers() {
        return switch (kind) {
            case CLIP -> huggingFace(text(), 512, 2048, 8);
            case SIGLIP -> huggingFace(text(), 768, 3072, 12);
            case OPEN_CLIP -> {
                JsonConfig side = text();
                int width = side.integer("width", 1, MOST, 512);
                int heads = side.integer("heads", 1, width, 8);
                divides(side, "heads", heads, width);
                yield openClip(side, width, heads);
            }
        };
    }

    private LayerSpec huggingFace(JsonConfig side, int usualWidth, int usualInner, int usualHeads) {
        boolean sigmoid = kind == Kind.SIGLIP;
        int width = side.integer("hidden_size", 1, MOST, usualWidth);
        int heads = side.integer("num_attention_heads", 1, width, usualHeads);
        divides(side, "num_attention_heads", heads, width);
        return LayerSpec.plain(
                width,
                heads,
                side.integer("intermediate_size", 1, MOST, usualInner),
                side.integer("num_hidden_layers", 1, 1000, 12),
                true,
                side.number("layer_norm_eps", 0, 1, sigmoid ? 1e-6 : 1e-5),
                Activation.of(side, "hidden_act", sigmoid ? "gelu_pytorch_tanh" : "quick_gelu"));
    }

    private LayerSpec openClip(JsonConfig side, int width, int heads) {
        return LayerSpec.plain(
                width,
                heads,
                (int) (width * side.number("mlp_ratio", 0, 64, 4)),
                side.integer("layers", 1, 1000, 12),
                true,
                1e-5, // torch.nn.LayerNorm's own
                config.flag("quick_gelu", false) ? Activation.QUICK_GELU : Activation.GELU);
    }

    private static void divides(JsonConfig side, String field, int found, int width) {
        if (width % found != 0) {
            throw new TriptychException(
                    side.where(field), String.valueOf(found), "a divisor of the width " + width, "mend the file");
        }
    }

    /** What the layers of the image side are called. */
    public LayerNames visionNames() {
        return kind == Kind.OPEN_CLIP ? openClipNames("visual.") : huggingFaceNames(visionPrefix());
    }

    /** What the layers of the text side are called. */
    public LayerNames textNames() {
        return kind == Kind.OPEN_CLIP ? openClipNames("") : huggingFaceNames(textPrefix());
    }

    private static LayerNames huggingFaceNames(String prefix) {
        return LayerNames.below(prefix + "encoder.layers.%d.")
                .part(LayerPart.NORM_1, "layer_norm1", true)
                .part(LayerPart.QUERY, "self_attn.q_proj", true)
                .part(LayerPart.KEY, "self_attn.k_proj", true)
                .part(LayerPart.VALUE, "self_attn.v_proj", true)
                .part(LayerPart.OUT, "self_attn.out_proj", true)
                .part(LayerPart.NORM_2, "layer_norm2", true)
                .part(LayerPart.UP, "mlp.fc1", true)
                .part(LayerPart.DOWN, "mlp.fc2", true);
    }

    private static LayerNames openClipNames(String prefix) {
        return LayerNames.below(prefix + "transformer.resblocks.%d.")
                .part(LayerPart.NORM_1, "ln_1", true)
                .exactly(LayerPart.QUERY, "attn.in_proj_weight", "attn.in_proj_bias")
                .part(LayerPart.OUT, "attn.out_proj", true)
                .part(LayerPart.NORM_2, "ln_2", true)
                .part(LayerPart.UP, "mlp.c_fc", true)
                .part(LayerPart.DOWN, "mlp.c_proj", true);
    }

    /** Whether a weight is of the image side. */
    public boolean ofVision(String name) {
        return switch (kind) {
            case CLIP, SIGLIP ->
                sides == Sides.IMAGE || name.startsWith("vision_model.") || name.equals("visual_projection.weight");
            case OPEN_CLIP -> name.startsWith("visual.");
        };
    }

    /** Whether a weight is of the text side. */
    public boolean ofText(String name) {
        return switch (kind) {
            case CLIP, SIGLIP ->
                sides == Sides.TEXT || name.startsWith("text_model.") || name.equals("text_projection.weight");
            case OPEN_CLIP ->
                name.startsWith("transformer.")
                        || name.startsWith("ln_final.")
                        || List.of("token_embedding.weight", "positional_embedding", "text_projection")
                                .contains(name);
        };
    }

    /** Whether a weight is of neither side: the scale and bias of the logits. */
    public static boolean ofLogits(String name) {
        return name.equals("logit_scale") || name.equals("logit_bias");
    }
}
