package dev.triptych.bench;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file with a text to a line. */
final class TextLines {
    private TextLines() {}

    /** The lines that are not blank; there is at least one. */
    static List<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TriptychException(
                    file.toString(),
                    Files.isDirectory(file) ? "a folder" : "no such file",
                    "a text file with a text to a line",
                    "check the path, or leave --texts out for texts of our own making");
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new TriptychException(
                    file.toString(),
                    "bytes that are not UTF-8",
                    "a text file in UTF-8",
                    "convert it, for example with iconv");
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
        if (lines.isEmpty()) {
            throw new TriptychException(
                    file.toString(), "no line with a text", "a text to a line", "give a file that is not empty");
        }
        return lines;
    }
}
