package dev.triptych.cli;

import dev.triptych.ide.IndexFolders;
import java.nio.file.Files;
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

    /** For searching: where there is no index here, that of the nearest folder around, which an editor may have made. */
    Path toSearch() {
        boolean elsewhere = !folder.equals(Path.of(IndexFolders.OWN)) || Files.exists(folder);
        return elsewhere ? folder : IndexFolders.system().around(Path.of("")).orElse(folder);
    }
}
