package dev.triptych.code;

import java.util.List;

/**
 * The units of a source file.
 *
 * @param units in the order of the file; every character of a file that was not parsed is in one of them
 * @param parsed whether the units are declarations; if not they are chunks of lines
 * @param problem why the file was not parsed, or empty
 */
public record ParsedFile(List<CodeUnit> units, boolean parsed, String problem) {
    public ParsedFile {
        units = List.copyOf(units);
    }
}
