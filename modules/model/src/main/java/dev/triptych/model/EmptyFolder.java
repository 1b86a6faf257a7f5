package dev.triptych.model;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a folder is written as a whole there may be nothing yet. */
final class EmptyFolder {
    private EmptyFolder() {}

    static void require(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            } catch (IOException e) {
                throw new TriptychException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
            }
        }
        throw new TriptychException(
                folder.toString(), "something that is there already", "a new or empty folder", "choose another --out");
    }
}
