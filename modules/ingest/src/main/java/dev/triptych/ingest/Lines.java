package dev.triptych.ingest;

/** Line numbers of rising offsets, each line feed counted once. */
final class Lines {
    private final String text;
    private int at;
    private int line = 1;

    Lines(String text) {
        this.text = text;
    }

    /** The line, counted from 1, in which this offset stands; going back starts again. */
    int of(int offset) {
        if (offset < at) {
            at = 0;
            line = 1;
        }
        while (at < offset && at < text.length()) {
            if (text.charAt(at++) == '\n') {
                line++;
            }
        }
        return line;
    }
}
