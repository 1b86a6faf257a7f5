package dev.triptych.ingest;

import java.nio.file.Path;

/** Takes what a walk finds, in the walk's order, on the thread that called {@link Ingest#walk}. */
public interface Sink {
    void accept(FileResult result);

    /**
     * True when a file with this {@link FileStamp} is known: it is then not even opened but reported as {@link Reason#UNCHANGED}. May be
     * called from other threads than {@link #accept}.
     *
     * @param stamp never empty
     */
    default boolean knows(Path file, String stamp) {
        return false;
    }

    /**
     * False when this content is known already: the file is then not parsed but reported as {@link Reason#UNCHANGED}. May be
     * called from other threads than {@link #accept}.
     *
     * @param contentHash SHA-256 in hexadecimal
     */
    default boolean wants(Path file, String contentHash) {
        return true;
    }
}
