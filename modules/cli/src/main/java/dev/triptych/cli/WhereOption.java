package dev.triptych.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which rows of a table a task takes. */
final class WhereOption {
    @Option(
            names = "--where",
            split = ",",
            paramLabel = "COLUMN=VALUE",
            description = "Only rows with this value; may be repeated.")
    private Map<String, String> rows = new LinkedHashMap<>();

    /** Columns and the values that they must have. */
    Map<String, String> rows() {
        return Collections.unmodifiableMap(rows);
    }
}
