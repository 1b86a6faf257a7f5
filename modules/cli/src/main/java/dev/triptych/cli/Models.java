package dev.triptych.cli;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Path;
import java.util.Optional;

/** Where commands get their model: the one inside, or one in a folder. */
@FunctionalInterface
interface Models {
    Encoder<Content> load(Optional<Path> folder);
}
