package dev.triptych.cli;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.Optional;

/** The model that comes with the program, and model folders on disk. */
final class InstalledModels implements Models {

    @Override
    public Encoder<Content> load(Optional<Path> folder) {
        throw new TriptychException("no model can be loaded by this build yet");
    }
}
