package dev.triptych.cli;

import dev.triptych.index.PassageIndex;
import dev.triptych.index.Stats;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How an index is, for the doctor. */
final class IndexState {
    private IndexState() {}

    static Check check(Path folder) {
        if (!Files.exists(folder)) {
            return Check.ok("index", "none at " + folder + " yet; triptych index PATH makes one");
        }
        try {
            Stats stats = PassageIndex.describe(folder);
            return Check.ok(
                    "index",
                    String.format(
                            Locale.ROOT,
                            "%s: %d passages of %d files, %.1f MB, model %s",
                            folder,
                            stats.passages(),
                            stats.files(),
                            stats.bytes() / 1e6,
                            stats.model()));
        } catch (TriptychException e) {
            return Check.broken("index", Failure.message(e), "delete " + folder + " and run: triptych index PATH");
        }
    }
}
