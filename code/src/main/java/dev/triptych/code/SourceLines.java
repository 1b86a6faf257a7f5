package dev.triptych.code;

import java.util.Arrays;

/** Where the lines of a source begin; a line ends with {@code \n}, {@code \r\n} or {@code \r}, and lines and columns count from 1. */
final class SourceLines {
    private final String source;
    private final int[] starts;

    SourceLines(String source) {
        this.source = source;
        int[] found = new int[64];
        int count = 1;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == source.length() || source.charAt(i + 1) != '\n'));
            if (ends && i + 1 < source.length()) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    int count() {
        return starts.length;
    }

    /** Offset of a place. */
    int offset(int line, int column) {
        return Math.min(starts[line - 1] + column - 1, source.length());
    }

    /** The line of a character. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Characters of a line, its end included. */
    int length(int line) {
        return end(line) - starts[line - 1];
    }

    boolean isBlank(int line) {
        return text(line, line).isBlank();
    }

    /** Lines from first to last, inclusive, as they stand. */
    String text(int first, int last) {
        return source.substring(starts[first - 1], end(last));
    }

    private int end(int line) {
        return line < starts.length ? starts[line] : source.length();
    }
}
