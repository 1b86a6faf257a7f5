package dev.triptych.cli;

import picocli.CommandLine.Option;

/** Which column of a table says what is measured apart. */
final class GroupOption {
    @Option(
            names = "--group",
            defaultValue = "",
            paramLabel = "COLUMN",
            description = "Each value of this column is measured apart, and the mean over them.")
    private String column = "";

    /** The column, or the empty string. */
    String column() {
        return column;
    }
}
