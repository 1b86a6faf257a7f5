package dev.triptych.cli;

import dev.triptych.model.ModelFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The model folder that is looked at. */
final class ModelFolderOption {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A model folder; without it, the model inside.")
    private @Nullable Path folder;

    ModelFolder open() {
        return folder == null ? ModelFolder.shipped() : ModelFolder.open(folder);
    }
}
