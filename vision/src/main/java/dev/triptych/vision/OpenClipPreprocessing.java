package dev.triptych.vision;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.List;

/** Reads the {@code preprocess_cfg} of an {@code open_clip_config.json}; what is left out is as open_clip has it. */
final class OpenClipPreprocessing {
    /** OpenAI's (Radford et al. 2021), which open_clip takes if a config names none. */
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);

    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    private OpenClipPreprocessing() {}

    static Preprocessing read(Path file, int imageSize) {
        JsonConfig config = JsonConfig.read(file).object("preprocess_cfg");
        String mode = config.text("resize_mode", "shortest");
        Resize resize =
                switch (mode) {
                    case "shortest" -> new Resize.ShortestEdge(imageSize);
                    case "squash" -> new Resize.Exact(imageSize, imageSize);
                    default -> throw wrong(config, "resize_mode", mode, "shortest or squash");
                };
        String interpolation = config.text("interpolation", "bicubic");
        ResampleFilter filter =
                switch (interpolation) {
                    case "bicubic" -> ResampleFilter.BICUBIC;
                    case "bilinear" -> ResampleFilter.BILINEAR;
                    default -> throw wrong(config, "interpolation", interpolation, "bicubic or bilinear");
                };
        Channels channels = new Channels(config, 1);
        List<Double> mean = config.has("mean") ? channels.means("mean") : MEAN;
        List<Double> std = config.has("std") ? channels.deviations("std") : STD;
        return new Preprocessing(resize, imageSize, imageSize, filter, 1 / 255.0, mean, std, true);
    }

    private static TriptychException wrong(JsonConfig config, String field, String found, String expected) {
        return new TriptychException(config.where(field), "'" + found + "'", expected, "correct the field");
    }
}
