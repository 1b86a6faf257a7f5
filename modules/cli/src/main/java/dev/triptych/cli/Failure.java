package dev.triptych.cli;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, as one line for the person who can mend it. */
final class Failure {
    private Failure() {}

    static String message(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof TriptychException) {
            return Console.oneLine(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof NoSuchFileException e) {
            return Console.oneLine(e.getFile() + ": no such file or folder");
        }
        if (cause instanceof AccessDeniedException e) {
            return Console.oneLine(e.getFile() + ": not allowed to read or write it; check its permissions");
        }
        if (cause instanceof FileSystemException e && e.getReason() != null) {
            return Console.oneLine(e.getFile() + ": " + e.getReason());
        }
        if (cause instanceof OutOfMemoryError) {
            return "out of memory; give more with TRIPTYCH_JAVA_OPTS=-Xmx4g, or do less at once";
        }
        if (cause instanceof LinkageError) {
            return "a library does not load (" + Console.oneLine(String.valueOf(cause.getMessage()))
                    + "); run: triptych doctor";
        }
        if (cause instanceof IOException) {
            return Console.oneLine(String.valueOf(cause.getMessage()));
        }
        return Console.oneLine("this should not happen: " + cause + "; TRIPTYCH_DEBUG=1 shows where; please report it");
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown.getCause();
        boolean wrapper = thrown instanceof UncheckedIOException
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException;
        return wrapper && inner != null ? unwrapped(inner) : thrown;
    }
}
