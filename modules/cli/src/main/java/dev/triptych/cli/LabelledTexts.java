package dev.triptych.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** A file of texts, each with a label. */
final class LabelledTexts {
    private static final String EXAMPLE = "text,label";

    @Option(
            names = "--rows",
            required = true,
            paramLabel = "FILE",
            description = "Tab-separated columns under a header, or JSON lines, plain or gzip.")
    private Path file = Path.of("");

    @Option(
            names = "--columns",
            split = ",",
            defaultValue = EXAMPLE,
            paramLabel = "TEXT,LABEL",
            description = "The columns of texts and of labels; default ${DEFAULT-VALUE}.")
    private List<String> columns = List.of();

    Path file() {
        return file;
    }

    String text() {
        Columns.require(columns, EXAMPLE);
        return columns.get(0);
    }

    String label() {
        Columns.require(columns, EXAMPLE);
        return columns.get(1);
    }
}
