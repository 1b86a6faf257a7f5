package dev.triptych.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file of pairs that a task reads. */
final class PairsOption {
    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "Tab-separated columns under a header, or JSON lines, plain or gzip.")
    private Path file = Path.of("");

    Path file() {
        return file;
    }
}
