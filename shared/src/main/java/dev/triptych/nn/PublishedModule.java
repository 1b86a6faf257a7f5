package dev.triptych.nn;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a sentence-transformers {@code modules.json}.
 *
 * @param type the last segment of the Python class's name, which the old and the new layout share
 * @param folder where its configuration and weights lie
 */
record PublishedModule(String type, Path folder) {
    private static final String FILE = "modules.json";

    /** The modules in order; none for a plain Hugging Face folder. */
    static List<PublishedModule> read(Path folder) {
        Path file = folder.resolve(FILE);
        List<PublishedModule> modules = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonConfig module : JsonConfig.readArray(file)) {
                String type = module.text("type");
                Path path = inside(folder, file, module.text("path", ""));
                modules.add(new PublishedModule(type.substring(type.lastIndexOf('.') + 1), path));
            }
            if (modules.isEmpty()) {
                throw new TriptychException(file.toString(), "no module", "at least one", "use a whole model");
            }
        }
        return modules;
    }

    private static Path inside(Path folder, Path modules, String relative) {
        Path path = folder.resolve(relative).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new TriptychException(
                    modules + ", path", "'" + relative + "'", "a folder inside the model", "correct the field");
        }
        return path;
    }

    TriptychException unknown(Path model, String expected) {
        return new TriptychException(
                model.resolve(FILE) + ", type",
                "'" + type + "'",
                expected,
                "this version cannot run the model: use one made of these modules");
    }
}
