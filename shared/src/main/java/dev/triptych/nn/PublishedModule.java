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

    /** The modules in order, as every text goes through them; none for a plain Hugging Face folder. */
    static List<PublishedModule> read(Path folder) {
        return read(folder, Prompt.DEFAULT);
    }

    /**
     * The modules in order; none for a plain Hugging Face folder.
     *
     * @param prompt where a Router has several ways, it goes the one for texts of this kind
     */
    static List<PublishedModule> read(Path folder, Prompt prompt) {
        Path file = folder.resolve(FILE);
        List<PublishedModule> modules = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonConfig module : JsonConfig.readArray(file)) {
                String type = module.text("type");
                Path path = inside(folder, file, module.text("path", ""));
                PublishedModule found = new PublishedModule(shortName(type), path);
                modules.addAll(Router.is(found) ? Router.read(found).route(prompt) : List.of(found));
            }
            if (modules.isEmpty()) {
                throw new TriptychException(file.toString(), "no module", "at least one", "use a whole model");
            }
        }
        return modules;
    }

    /** The modules that lead queries and documents different ways; hardly a folder has one. */
    static List<PublishedModule> routers(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        return JsonConfig.readArray(file).stream()
                .map(module -> new PublishedModule(
                        shortName(module.text("type")), inside(folder, file, module.text("path", ""))))
                .filter(Router::is)
                .toList();
    }

    /** The last segment of a Python class's name. */
    static String shortName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    static Path inside(Path folder, Path modules, String relative) {
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
