package dev.triptych.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What nobody needs any more. */
final class Leftovers {
    private Leftovers() {}

    /** Removes unpacked data and the answers of frozen towers from the folder of a run that has ended; what does not go costs nobody a model. */
    static void clear(Path out, Consumer<String> told) {
        for (String name : List.of("data", "features")) {
            try {
                delete(out.resolve(name));
            } catch (IOException e) {
                told.accept(out.resolve(name) + ": cannot be deleted: " + e.getMessage());
            }
        }
    }

    /** Deletes a folder, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
