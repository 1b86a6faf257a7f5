package dev.triptych.bench;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The pictures of a folder, by name. */
final class PictureFiles {
    /** Formats that Pillow and we both read. */
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff");

    private PictureFiles() {}

    /** The first so many; there is at least one. */
    static List<Path> list(Path folder, int most) {
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(
                    folder.toString(),
                    Files.exists(folder) ? "a file" : "no such folder",
                    "a folder with pictures",
                    "check the path, or leave --pictures out");
        }
        List<Path> pictures;
        try (Stream<Path> files = Files.list(folder)) {
            pictures =
                    files.filter(PictureFiles::isPicture).sorted().limit(most).toList();
        } catch (IOException e) {
            throw new TriptychException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
        if (pictures.isEmpty()) {
            throw new TriptychException(
                    folder.toString(),
                    "no picture",
                    "files that end in "
                            + String.join(", ", ENDINGS.stream().sorted().toList()),
                    "name the folder that they lie in; folders inside it are not looked at");
        }
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file)
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
