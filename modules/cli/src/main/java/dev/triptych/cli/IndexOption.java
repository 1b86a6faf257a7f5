package dev.triptych.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which index. */
final class IndexOption {
    @Option(
            names = "--index",
            defaultValue = ".triptych",
            paramLabel = "DIR",
            description = "Folder of the index; default ${DEFAULT-VALUE} in the current folder.")
    private Path folder = Path.of(".triptych");

    Path folder() {
        return folder;
    }
}
