package dev.triptych.vision;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.ClipFolder;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Set;

/** A published folder of an image network, read by the type that its config names. */
record ImageFolder(ImageNetwork network, Preprocessing preprocessing) {
    private static final Set<String> ALONE = Set.of("dinov2", "dinov2_with_registers", "mobilenet_v2", "vit");

    static boolean is(Path folder) {
        if (ClipFolder.is(folder)) {
            return ClipFolder.open(folder).sides() != ClipFolder.Sides.TEXT;
        }
        return JsonConfig.readIfPresent(folder.resolve("config.json"))
                .map(config -> config.text("model_type", ""))
                .filter(ALONE::contains)
                .isPresent();
    }

    static ImageFolder read(Path folder, NDManager manager) {
        if (ClipFolder.isOpenClip(folder)) {
            ClipFolder clip = ClipFolder.open(folder);
            PatchModel model = PatchModels.clip(clip);
            return transformer(
                    model,
                    clip.weights(),
                    OpenClipPreprocessing.read(folder.resolve(clip.configFile()), model.imageSize()),
                    folder.resolve(clip.configFile()),
                    clip.vision().where("image_size"),
                    manager);
        }
        JsonConfig config = JsonConfig.read(folder.resolve("config.json"));
        if (ClipFolder.is(folder)) {
            // A text side alone has no preprocessing either, which would be a worse thing to say.
            ClipFolder.open(folder).vision();
        }
        Preprocessing preprocessing = Preprocessing.read(folder);
        String type = config.text("model_type");
        if (type.equals("mobilenet_v2")) {
            return new ImageFolder(new MobileNetV2(folder, manager), preprocessing);
        }
        Weights weights = Weights.open(folder);
        PatchModel model =
                switch (type) {
                    case "vit" -> PatchModels.vit(config, weights);
                    case "dinov2" -> PatchModels.dinov2(config, weights);
                    case "dinov2_with_registers" -> PatchModels.dinov2WithRegisters(config, weights);
                    case "clip", "clip_vision_model", "siglip", "siglip_vision_model" ->
                        PatchModels.clip(ClipFolder.open(folder));
                    default ->
                        throw new TriptychException(
                                config.where("model_type"),
                                "'" + type + "'",
                                "clip, clip_vision_model, dinov2, dinov2_with_registers, mobilenet_v2, siglip,"
                                        + " siglip_vision_model, vit, or a folder with open_clip_config.json",
                                "use a folder of a known type");
                };
        JsonConfig sizes = ClipFolder.is(folder) ? ClipFolder.open(folder).vision() : config;
        return transformer(
                model,
                weights,
                preprocessing,
                folder.resolve("preprocessor_config.json"),
                sizes.where("image_size"),
                manager);
    }

    private static ImageFolder transformer(
            PatchModel model,
            Weights weights,
            Preprocessing preprocessing,
            Path file,
            String imageSize,
            NDManager manager) {
        int size = model.imageSize();
        int least = model.patch();
        boolean fits = model.interpolates()
                ? preprocessing.height() >= least && preprocessing.width() >= least
                : preprocessing.height() == size && preprocessing.width() == size;
        if (!fits) {
            throw new TriptychException(
                    file + ": size",
                    "pictures of " + preprocessing.width() + " x " + preprocessing.height(),
                    model.interpolates()
                            ? "at least " + least + " x " + least
                            : size + " x " + size + ", which " + imageSize + " says",
                    "make them the same");
        }
        return new ImageFolder(new PatchTransformer(model, weights, manager), preprocessing);
    }
}
