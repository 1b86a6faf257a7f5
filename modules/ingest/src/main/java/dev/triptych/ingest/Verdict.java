package dev.triptych.ingest;

/** What became of one file. Every file that a run meets has exactly one. */
public enum Verdict {
    /** Everything that can be searched was taken. */
    OK,
    /** Something was taken, something was not: {@link Reason} says why. */
    PARTIAL,
    /** Nothing was taken, and nothing is wrong: a kind we do not read, or a file that the caller left out. */
    SKIPPED,
    /** Nothing was taken because something is wrong with the file, or with our right to read it. */
    FAILED
}
