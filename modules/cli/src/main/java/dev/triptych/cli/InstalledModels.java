package dev.triptych.cli;

import dev.triptych.model.ModelFolder;
import dev.triptych.model.Triptych;
import dev.triptych.nn.Precision;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The model that comes with the program, its static embedding under the name {@code static}, and model folders on disk. */
public final class InstalledModels implements Models {
    private static final Path STATIC = Path.of("static");

    @Override
    public Encoder<Content> load(Optional<Path> folder) {
        return load(folder, Precision.FLOAT32);
    }

    @Override
    public Encoder<Content> load(Optional<Path> folder, Precision precision) {
        if (folder.filter(STATIC::equals).isPresent() && !Files.exists(STATIC)) {
            return Triptych.loadStatic();
        }
        return folder.isPresent()
                ? Triptych.load(folder.get(), precision)
                : Triptych.load(ModelFolder.shipped(), precision);
    }
}
