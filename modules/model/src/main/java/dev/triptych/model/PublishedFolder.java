package dev.triptych.model;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.Precision;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import dev.triptych.vision.ImageTower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A folder that others published (sentence-transformers, Hugging Face, model2vec, open_clip), as a space of its own.
 *
 * @param folder the whole
 * @param network where configuration and weights of towers are: the folder itself, or one below it
 * @param kind what it reads
 */
public record PublishedFolder(Path folder, Path network, Kind kind) {
    private static final String MODULES = "modules.json";

    /** What a published model reads. */
    public enum Kind {
        /** Sentences, and code as text. */
        TEXT,
        /** Pictures and their captions. */
        TEXT_AND_IMAGE,
        /** Captions, by one side of a model of both. */
        CAPTION,
        IMAGE
    }

    /** Whether a folder is of this kind; one with {@code triptych.json} is ours, even if a tower lies beside it, and so is its static embedding. */
    public static boolean is(Path folder) {
        return !Files.exists(folder.resolve("triptych.json"))
                && ModelFolder.around(folder).isEmpty()
                && (Files.exists(folder.resolve(MODULES))
                        || Files.exists(folder.resolve("config.json"))
                        || ClipFolder.isOpenClip(folder));
    }

    /** Reads what the configuration says; weights are not touched. */
    public static PublishedFolder of(Path folder) {
        Path inner = folder;
        if (Files.exists(folder.resolve(MODULES))) {
            inner = ofModules(folder);
        }
        if (ClipFolder.is(inner)) {
            Set<ClipFolder.Sides> sides = ClipFolder.open(inner).present();
            Kind found = sides.size() > 1
                    ? Kind.TEXT_AND_IMAGE
                    : sides.contains(ClipFolder.Sides.TEXT) ? Kind.CAPTION : Kind.IMAGE;
            return new PublishedFolder(folder, inner, found);
        }
        return new PublishedFolder(folder, inner, ImageTower.is(inner) ? Kind.IMAGE : Kind.TEXT);
    }

    /**
     * sentence-transformers wraps networks that read pictures as {@code CLIPModel} or {@code Transformer}; behind them nothing may
     * change the vectors, since a {@link Kind#TEXT} model is the only one with modules.
     */
    private static Path ofModules(Path folder) {
        Path file = folder.resolve(MODULES);
        List<JsonConfig> modules = JsonConfig.readArray(file);
        if (modules.isEmpty()) {
            return folder;
        }
        Path inner = folder.resolve(modules.get(0).text("path", "")).normalize();
        String type = last(modules.get(0));
        boolean pictures = type.equals("CLIPModel") || (type.equals("Transformer") && ImageTower.is(inner));
        if (!inner.startsWith(folder.normalize()) || !pictures) {
            return folder;
        }
        for (JsonConfig module : modules.subList(1, modules.size())) {
            if (!last(module).equals("Normalize")) {
                throw new TriptychException(
                        module.where("type"),
                        "'" + module.text("type") + "' behind " + type,
                        "Normalize or nothing",
                        "this version cannot run the model: use the folder of " + type + " alone");
            }
        }
        return inner;
    }

    private static String last(JsonConfig module) {
        String type = module.text("type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Opens it; pictures compute in float32 in any case. */
    Space open(Precision precision) {
        SequenceEncoder.Options options = new SequenceEncoder.Options(Pooling.MEAN, 0).in(precision);
        Set<Modality> modalities =
                switch (kind) {
                    case TEXT -> EnumSet.noneOf(Modality.class);
                    case TEXT_AND_IMAGE -> EnumSet.of(Modality.TEXT, Modality.IMAGE);
                    case CAPTION -> EnumSet.of(Modality.TEXT);
                    case IMAGE -> EnumSet.of(Modality.IMAGE);
                };
        return modalities.isEmpty()
                ? new PublishedTexts(folder, options, FolderFingerprint.of(folder, "texts and code"))
                : new PublishedTowers(network, modalities, options, FolderFingerprint.of(folder, "towers"));
    }
}
