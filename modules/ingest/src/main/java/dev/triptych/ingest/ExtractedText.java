package dev.triptych.ingest;

import java.util.List;

/**
 * The whole text of a file, or of a file inside it: what the character offsets of its passages refer to.
 *
 * @param embedded names inside the container, outermost first; empty for the file itself
 * @param type media type
 * @param text cleaned text, as it is stored
 */
public record ExtractedText(List<String> embedded, String type, String text) {
    public ExtractedText {
        embedded = List.copyOf(embedded);
    }
}
