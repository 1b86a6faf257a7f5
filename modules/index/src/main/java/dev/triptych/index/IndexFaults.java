package dev.triptych.index;

import dev.triptych.space.TriptychException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.LockObtainFailedException;

/** Says in plain words what went wrong on the disk and what to do about it. */
final class IndexFaults {
    private IndexFaults() {}

    static TriptychException explain(String where, IOException e) {
        String index = "index " + where + ": ";
        if (e instanceof LockObtainFailedException) {
            return new TriptychException(
                    index + "another process (or another PassageIndex of this one) is writing to it and holds the lock "
                            + where + "/write.lock; wait until it is done, or open the index read-only",
                    e);
        }
        if (noSpace(e)) {
            return new TriptychException(
                    index + "no space left on the disk; the last commit is whole and can be searched; free some space"
                            + " and run the command again",
                    e);
        }
        if (damaged(e)) {
            return new TriptychException(
                    index + "damaged: " + reason(e) + "; run " + ModelStamp.rebuild(where) + " to make it anew", e);
        }
        if (e instanceof IndexFormatTooNewException || e instanceof IndexFormatTooOldException) {
            return new TriptychException(
                    index + "made by another version of Lucene: " + e.getMessage() + "; run "
                            + ModelStamp.rebuild(where),
                    e);
        }
        if (e instanceof AccessDeniedException denied) {
            return new TriptychException(
                    index + "no permission for " + denied.getFile() + "; change its owner or mode, or choose another"
                            + " folder with --index",
                    e);
        }
        return new TriptychException(
                index + e.getClass().getSimpleName() + ": " + e.getMessage() + "; the last commit is whole", e);
    }

    /** Whether the files of the index are not what Lucene wrote, as opposed to a disk or a right that fails us now. */
    static boolean damaged(IOException e) {
        return e instanceof CorruptIndexException
                || e instanceof NoSuchFileException
                || e instanceof FileNotFoundException
                || e instanceof EOFException;
    }

    /** Lucene wraps a missing file into a complaint about the one that names it. */
    private static String reason(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof NoSuchFileException missing) {
                return "the file " + missing.getFile() + " is missing";
            }
        }
        return String.valueOf(e.getMessage());
    }

    /** The system says it in words only: ENOSPC and EDQUOT have no exception class of their own in Java. */
    private static boolean noSpace(IOException e) {
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        String text = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("not enough space") || text.contains("quota exceeded");
    }
}
