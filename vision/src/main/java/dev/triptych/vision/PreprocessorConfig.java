package dev.triptych.vision;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;

/** Reads a Hugging Face {@code preprocessor_config.json}, old and new spelling of the sizes. */
final class PreprocessorConfig {
    /** Ten times what published towers take; what lies above is a slip of the pen, or a bomb. */
    private static final int LARGEST = 8192;

    private final Path file;
    private final JsonConfig config;
    private final String type;

    private PreprocessorConfig(Path file, JsonConfig config) {
        this.file = file;
        this.config = config;
        this.type = config.text("image_processor_type", config.text("feature_extractor_type", ""));
    }

    static Preprocessing read(Path file) {
        return new PreprocessorConfig(file, JsonConfig.read(file)).preprocessing();
    }

    private Preprocessing preprocessing() {
        boolean crop = config.flag("do_center_crop", config.has("crop_size"));
        Resize resize = config.flag("do_resize", true) ? resize(crop) : new Resize.None();
        Resize.Exact size;
        if (crop) {
            size = cropSize();
        } else if (resize instanceof Resize.Exact exact) {
            size = exact;
        } else {
            throw new TriptychException(
                    file + ", do_center_crop",
                    "no centre crop, and a resize that keeps the proportions",
                    "pictures of one size",
                    "set size to {height, width}, or do_center_crop with a crop_size");
        }
        boolean rescale = config.flag("do_rescale", true);
        boolean normalize = config.flag("do_normalize", true);
        double factor = rescale ? config.number("rescale_factor", 0, 1, 1 / 255.0) : 1;
        Channels channels = new Channels(config, 255 * factor);
        return new Preprocessing(
                resize,
                size.width(),
                size.height(),
                ResampleFilter.ofCode(
                        config.integer("resample", 0, 5, usualFilter().code())),
                factor,
                normalize ? channels.means("image_mean") : List.of(0.0, 0.0, 0.0),
                normalize ? channels.deviations("image_std") : List.of(1.0, 1.0, 1.0));
    }

    private Resize resize(boolean crop) {
        if (!isObject("size")) {
            int length = side(config, "size");
            // Before sizes were objects, one number meant a square to some processors and the short side to others.
            boolean square = type.startsWith("ViT") || type.startsWith("DeiT") || type.startsWith("Siglip");
            return square || !crop ? new Resize.Exact(length, length) : new Resize.ShortestEdge(length);
        }
        JsonConfig size = config.object("size");
        if (size.has("shortest_edge") && !size.has("longest_edge")) {
            return new Resize.ShortestEdge(side(size, "shortest_edge"));
        }
        if (size.has("height") && size.has("width")) return exact(size);
        throw new TriptychException(
                file + ", size", size.node().toString(), "{shortest_edge} or {height, width}", "correct the field");
    }

    private Resize.Exact cropSize() {
        if (isObject("crop_size")) return exact(config.object("crop_size"));
        int length = side(config, "crop_size");
        return new Resize.Exact(length, length);
    }

    private boolean isObject(String field) {
        return config.has(field) && config.node().get(field).isObject();
    }

    private static Resize.Exact exact(JsonConfig size) {
        return new Resize.Exact(side(size, "width"), side(size, "height"));
    }

    private static int side(JsonConfig config, String field) {
        return config.integer(field, 1, LARGEST);
    }

    /** What transformers takes when a config says nothing. */
    private ResampleFilter usualFilter() {
        boolean bicubic = type.startsWith("CLIP") || type.startsWith("Siglip") || type.startsWith("Bit");
        return bicubic ? ResampleFilter.BICUBIC : ResampleFilter.BILINEAR;
    }
}
