package dev.triptych.cli;

import dev.triptych.ingest.Settings;
import dev.triptych.library.Library;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files go into an index. */
final class FilesOption {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--include", paramLabel = "GLOB", description = "Only files like this; may be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No files or folders like this; may be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--no-gitignore",
            description = "Also what .gitignore, .triptychignore and .git/info/exclude leave out.")
    private boolean noGitignore;

    List<Path> paths() {
        return paths;
    }

    /** Refuses a path that is not there: it is a slip of the pen, and not a folder to forget. */
    void check() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new TriptychException(
                        path.toString(), "no such file or folder", "something to read", "check the path");
            }
        }
    }

    Settings settings(Library library) {
        return library.settings().withPatterns(include, exclude).withGitignore(!noGitignore);
    }
}
