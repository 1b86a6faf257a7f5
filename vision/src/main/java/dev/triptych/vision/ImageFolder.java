package dev.triptych.vision;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.ClipFolder;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;

/** A published folder of an image network, read by the type that its config names. */
record ImageFolder(ImageNetwork network, Preprocessing preprocessing) {

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
                    case "clip", "siglip" -> PatchModels.clip(ClipFolder.open(folder));
                    default ->
                        throw new TriptychException(
                                config.where("model_type"),
                                "'" + type + "'",
                                "clip, dinov2, mobilenet_v2, siglip, vit, or a folder with open_clip_config.json",
                                "use a folder of a known type");
                };
        String size = (type.equals("vit") || type.equals("dinov2") ? config : config.object("vision_config"))
                .where("image_size");
        return transformer(model, weights, preprocessing, folder.resolve("preprocessor_config.json"), size, manager);
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
