package dev.triptych.ide;

import java.nio.file.Path;

/**
 * How the index of a folder is.
 *
 * @param root the folder that is indexed
 * @param index where its index lies
 * @param state what is going on
 * @param done files that were looked at in the present or last run
 * @param total files of that run; -1 when they are not counted yet
 * @param message why it failed, or empty
 */
public record RootStatus(Path root, Path index, State state, long done, long total, String message) {

    /** What is going on with an index. */
    public enum State {
        /** Changes wait for their turn. */
        WAITING,
        /** Files are being read and embedded. */
        INDEXING,
        /** Everything that is known to have changed is in the index. */
        READY,
        /** Somebody stopped it; what was committed stays and can be searched. */
        CANCELLED,
        /** It did not work, for the reason in the message; it is tried again later. */
        FAILED
    }

    /** Whether the index will change soon. */
    public boolean busy() {
        return state == State.WAITING || state == State.INDEXING;
    }

    /** One line for people. */
    public String line() {
        return switch (state) {
            case WAITING -> root + ": changes are waiting";
            case INDEXING -> root + ": indexing, " + (total < 0 ? "counting files" : done + " of " + total + " files");
            case READY -> root + ": up to date";
            case CANCELLED -> root + ": indexing was cancelled after " + done + " files";
            case FAILED -> root + ": " + message;
        };
    }
}
