package dev.triptych.cli;

import dev.triptych.nn.Precision;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Path;
import java.util.Optional;

/** Where commands get their model: the one inside, or one in a folder. */
@FunctionalInterface
interface Models {
    Encoder<Content> load(Optional<Path> folder);

    /** As {@link #load(Optional)}, with the text and code towers computing in this precision where there is a choice. */
    default Encoder<Content> load(Optional<Path> folder, Precision precision) {
        return load(folder);
    }
}
