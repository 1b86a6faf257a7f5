package dev.triptych.code;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts source that no parser takes into runs of lines.
 *
 * <p>A chunk ends at a blank line when there is one in its last third. Neighbours share a few lines, so that what stands at a border is whole in
 * one of them. No character is lost: a line longer than a chunk may be is cut into several chunks of the same line.
 */
final class LineChunks {
    private static final int LINES = 40;
    private static final int OVERLAP = 8;

    /** A page of code; minified source has lines of megabytes. */
    static final int LONGEST_CHUNK = 4000;

    private final String language;
    private final SourceLines lines;
    private final List<CodeUnit> chunks = new ArrayList<>();

    private LineChunks(String language, SourceLines lines) {
        this.language = language;
        this.lines = lines;
    }

    static List<CodeUnit> of(String language, String source) {
        SourceLines lines = new SourceLines(source);
        return of(language, lines, 1, lines.count());
    }

    /** Chunks of some lines of a source. */
    static List<CodeUnit> of(String language, SourceLines lines, int from, int to) {
        LineChunks cutter = new LineChunks(language, lines);
        int first = from;
        while (first <= to) {
            int last = cutter.lastLine(first, to);
            cutter.add(first, last);
            if (last == to) {
                break;
            }
            first = Math.max(first + 1, cutter.lines.length(last) > LONGEST_CHUNK / 2 ? last + 1 : last + 1 - OVERLAP);
        }
        return cutter.chunks;
    }

    private int lastLine(int first, int to) {
        int last = first;
        int chars = lines.length(first);
        while (last < to && last - first + 1 < LINES && chars + lines.length(last + 1) <= LONGEST_CHUNK) {
            last++;
            chars += lines.length(last);
        }
        if (last < to) {
            for (int line = last; line > first + LINES * 2 / 3; line--) {
                if (lines.isBlank(line)) {
                    return line;
                }
            }
        }
        return last;
    }

    private void add(int first, int last) {
        String text = lines.text(first, last);
        for (int start = 0; start < text.length(); ) {
            int end = Math.min(start + LONGEST_CHUNK, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            String part = text.substring(start, end);
            if (!part.isBlank()) {
                chunks.add(CodeUnit.chunk(language, part, first, last));
            }
            start = end;
        }
    }
}
