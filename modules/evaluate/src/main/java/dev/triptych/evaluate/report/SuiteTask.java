package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Task;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A row of the table.
 *
 * @param name heads the row
 * @param headline the figure that is shown there
 * @param where file, field and line of the headline, for errors
 * @param lessIsBetter of the headline
 */
public record SuiteTask(String name, String headline, String where, boolean lessIsBetter, Task task) {

    /** Why nobody can be measured here; empty if the data are there. */
    Optional<String> missing() {
        return task.files().values().stream()
                .filter(path -> !Files.exists(path))
                .findFirst()
                .map(path -> "there is no " + path);
    }
}
