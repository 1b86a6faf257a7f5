package dev.triptych.index;

import dev.triptych.index.IndexedFiles.Known;
import dev.triptych.space.Content;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Passage;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Passages of files with their vectors and words, in one folder, for one model; Lucene underneath.
 *
 * <p>What was {@linkplain #replace replaced} or {@linkplain #remove removed} counts from the next {@link #commit} on: searches
 * see the last commit, and so does whoever opens the index after a crash. Closing without commit drops what came after it. One
 * writer at a time; any number of readers, in this and other processes. Thread-safe. Every method throws
 * {@link TriptychException} if the disk fails, and the last commit stays whole.
 */
public final class PassageIndex implements AutoCloseable {
    private final String where;
    private final ModelStamp stamp;
    private final IndexReading reading;
    private final Optional<IndexWriting> writing;

    private PassageIndex(String where, ModelStamp stamp, IndexReading reading, Optional<IndexWriting> writing) {
        this.where = where;
        this.stamp = stamp;
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * Opens an index for reading and writing and makes it if it is absent.
     *
     * @param model whose vectors it holds
     * @param width numbers per vector
     * @throws TriptychException if another writer is at work, if the vectors are of another model, or if the folder holds
     *     something else
     */
    public static PassageIndex open(Path dir, Fingerprint model, int width) {
        return write(dir, new ModelStamp(model, width), false);
    }

    /**
     * Opens an index to fill it anew, for another model or after damage. Readers see the old commit until the first
     * {@link #commit}; without one the old index stays as it is.
     */
    public static PassageIndex rebuild(Path dir, Fingerprint model, int width) {
        return write(dir, new ModelStamp(model, width), true);
    }

    /** Opens the last commit of an index for searching; any number of readers may do so beside a writer. */
    public static PassageIndex readOnly(Path dir, Fingerprint model, int width) {
        String where = dir.toString();
        try {
            return read(FSDirectory.open(IndexFolder.existing(dir)), where, new ModelStamp(model, width));
        } catch (IOException e) {
            throw IndexFaults.explain(where, e);
        }
    }

    /** What stands in an index, whatever its model. */
    public static Stats describe(Path dir) {
        String where = dir.toString();
        try (Directory directory = FSDirectory.open(IndexFolder.existing(dir))) {
            ModelStamp stamp = IndexFolder.stamp(directory, where).orElseThrow();
            try (PassageIndex index = read(directory, where, stamp)) {
                return index.stats();
            }
        } catch (IOException e) {
            throw IndexFaults.explain(where, e);
        }
    }

    /**
     * Reads every byte of the last commit and checks it.
     *
     * @throws TriptychException naming the damaged file, if there is one
     */
    public static void verify(Path dir) {
        IndexVerification.verify(dir);
    }

    private static PassageIndex write(Path dir, ModelStamp stamp, boolean anew) {
        String where = dir.toString();
        try {
            return write(FSDirectory.open(IndexFolder.writable(dir)), where, stamp, anew);
        } catch (IOException e) {
            throw IndexFaults.explain(where, e);
        }
    }

    /** The directory is closed with the index, or at once if it cannot be opened. */
    static PassageIndex write(Directory directory, String where, ModelStamp stamp, boolean anew) throws IOException {
        IndexWriting writing = IndexWriting.open(directory, where, stamp, anew);
        try {
            IndexReading reading = IndexReading.of(writing, directory);
            return new PassageIndex(where, stamp, reading, Optional.of(writing));
        } catch (IOException | RuntimeException e) {
            writing.close();
            directory.close();
            throw e;
        }
    }

    private static PassageIndex read(Directory directory, String where, ModelStamp stamp) throws IOException {
        try {
            return new PassageIndex(where, stamp, IndexReading.of(directory, where, stamp), Optional.empty());
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Puts the passages of a file in the place of those that it had, all or none of them.
     *
     * @param path the file; its name for {@link #contentHash} and {@link #remove}
     * @param contentHash any word that changes when the file does
     * @param passages may be empty; the file is remembered nevertheless
     * @param vectors {@code [passages][width]}, unit length
     */
    public void replace(String path, String contentHash, List<Passage> passages, float[][] vectors) {
        replace(path, contentHash, "", passages, vectors);
    }

    /**
     * As {@link #replace(String, String, List, float[][])}, and remembers how the file can be known without reading it.
     *
     * @param stamp any word that changes when the file may have changed; empty if there is none
     */
    public void replace(String path, String contentHash, String stamp, List<Passage> passages, float[][] vectors) {
        IndexWriting w = writing();
        attempt(() -> {
            w.replace(path, contentHash, stamp, passages, vectors);
            return true;
        });
    }

    /** Gives a file a new stamp; its content is the same. Harmless if the file is not there. */
    public void stamp(String path, String stamp) {
        IndexWriting w = writing();
        attempt(() -> {
            w.stamp(path, stamp);
            return true;
        });
    }

    /** The stamp that a file was last given; empty if it was not. */
    public Optional<String> stamp(String path) {
        return known(path).map(Known::stamp).filter(s -> !s.isEmpty());
    }

    /**
     * The vectors of passages with the very same content, for those that are or were in the index, as of the last commit: what has
     * moved, or came back, need not be embedded again.
     *
     * @return for each content its vector, if there is one; never for a picture
     */
    public List<Optional<float[]>> vectors(List<? extends Content> contents) {
        return attempt(() -> reading.vectors(contents));
    }

    /** Forgets a file and its passages; harmless if it is not there. */
    public void remove(String path) {
        IndexWriting w = writing();
        attempt(() -> {
            w.remove(path);
            return true;
        });
    }

    /** Makes everything so far durable and visible, all of it at once. */
    public void commit() {
        IndexWriting w = writing();
        attempt(() -> {
            w.commit();
            reading.refresh();
            return true;
        });
    }

    /**
     * Joins the parts of the index into one, which makes searches faster; commits. It builds the graphs anew, so it is worth
     * its time after the last of many changes only.
     */
    public void compact() {
        IndexWriting w = writing();
        attempt(() -> {
            w.compact();
            reading.refresh();
            return true;
        });
    }

    /** For a reader: moves on to the last commit; true if there was a newer one. A writer is there already. */
    public boolean refresh() {
        return attempt(() -> writing.isEmpty() && reading.refresh());
    }

    /** The hash with which a file was last {@linkplain #replace replaced}; a writer sees its own changes before the commit. */
    public Optional<String> contentHash(String path) {
        return known(path).map(Known::hash);
    }

    private Optional<Known> known(String path) {
        return attempt(() -> Optional.ofNullable(
                writing.isPresent()
                        ? writing.get().known(path)
                        : reading.files().get(path)));
    }

    /** Every file with the hash of its content; a writer sees its own changes before the commit. */
    public Map<String, String> files() {
        Map<String, String> hashes = new HashMap<>();
        Map<String, Known> files =
                attempt(() -> writing.isPresent() ? writing.get().files() : reading.files());
        files.forEach((path, known) -> hashes.put(path, known.hash()));
        return hashes;
    }

    /** Counts of the last commit. */
    public Stats stats() {
        return attempt(() -> reading.stats(stamp));
    }

    /**
     * The best passages for a query, best first, at most {@link Query#k}. The same commit gives the same answer, always.
     *
     * @throws TriptychException if the vector is not one of this index's model or the glob cannot be read
     */
    public List<Hit> search(Query query) {
        if (query.byMeaning()) {
            Vectors.unit(query.vector(), stamp.width(), "query");
        }
        return attempt(() -> reading.search(query));
    }

    /** Drops what was not committed, waits for merges after a commit, frees the lock; closing twice is harmless. */
    @Override
    public void close() {
        attempt(() -> {
            reading.close();
            if (writing.isPresent()) {
                writing.get().close();
            }
            reading.closeDirectory();
            return true;
        });
    }

    private IndexWriting writing() {
        return writing.orElseThrow(() -> new TriptychException(
                "index " + where,
                "it was opened read-only",
                "an index open for writing",
                "open it with PassageIndex.open"));
    }

    private <T> T attempt(Action<T> action) {
        try {
            return action.run();
        } catch (AlreadyClosedException e) {
            if (e.getCause() instanceof IOException cause) {
                throw IndexFaults.explain(where, cause);
            }
            throw new TriptychException("index " + where + ": it is closed; open it again", e);
        } catch (IOException e) {
            throw IndexFaults.explain(where, e);
        }
    }

    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }
}
