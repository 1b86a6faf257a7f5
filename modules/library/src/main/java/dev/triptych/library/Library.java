package dev.triptych.library;

import dev.triptych.index.Hit;
import dev.triptych.index.PassageIndex;
import dev.triptych.index.Stats;
import dev.triptych.ingest.FolderWatch;
import dev.triptych.ingest.Settings;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Files that can be searched by words, pictures and code: reads them, embeds them, keeps them in an index, finds them.
 *
 * <p>What {@link #add} has done is durable when it returns, and every half minute before. Thread-safe; one library at a time may
 * add to an index, any number may search it. The encoder belongs to the caller and is not closed.
 */
public final class Library implements AutoCloseable {
    private final CloseGuard guard;
    private final Path folder;
    private final PassageIndex index;
    private final Encoder<Content> space;
    private final boolean whole;
    private final Duration commitEvery;

    private Library(Path folder, PassageIndex index, Encoder<Content> space, boolean whole, Duration commitEvery) {
        guard = new CloseGuard("library " + folder);
        this.folder = folder.toAbsolutePath().normalize();
        this.index = index;
        this.space = space;
        this.whole = whole;
        this.commitEvery = commitEvery;
    }

    /**
     * Opens a library for adding and searching; makes the index if it is absent.
     *
     * @throws TriptychException if its vectors are of another model, or if somebody else is adding to it
     */
    public static Library open(Path indexFolder, Encoder<Content> space) {
        return open(indexFolder, space, Duration.ofSeconds(30));
    }

    static Library open(Path indexFolder, Encoder<Content> space, Duration commitEvery) {
        PassageIndex index = PassageIndex.open(indexFolder, space.fingerprint(), space.width());
        return new Library(indexFolder, index, space, false, commitEvery);
    }

    /** Opens a library for searching only: beside one that is being added to, or on a disk that cannot be written. */
    public static Library readOnly(Path indexFolder, Encoder<Content> space) {
        PassageIndex index = PassageIndex.readOnly(indexFolder, space.fingerprint(), space.width());
        return new Library(indexFolder, index, space, false, Duration.ZERO);
    }

    /**
     * Opens a library to be filled anew, for another model or after damage. The old index serves other readers until the first
     * {@link #add} has ended; if that is broken off, the old one stays.
     */
    public static Library rebuild(Path indexFolder, Encoder<Content> space) {
        PassageIndex index = PassageIndex.rebuild(indexFolder, space.fingerprint(), space.width());
        return new Library(indexFolder, index, space, true, Duration.ZERO);
    }

    /** Adds a file, or all files below a folder. */
    public AddReport add(Path path, Progress progress) {
        return add(List.of(path), settings(), progress);
    }

    /** The usual settings, with passages as long as the model reads, by its own tokenizer. */
    public Settings settings() {
        Settings usual = Settings.defaults();
        Settings texts =
                space.textLength().map(l -> usual.withTokens(l.max(), l::count)).orElse(usual);
        return space.codeLength().map(texts::withCodeLength).orElse(texts);
    }

    /**
     * Brings the library up to date with these files and folders: new and changed files are read and embedded, unchanged ones
     * (by the hash of their content) are left as they are, those that are gone from these folders are forgotten. A file that
     * cannot be read is named in the report and hinders no other; what the library knew of it stays.
     *
     * @param settings which files, and how they become passages
     */
    public AddReport add(List<Path> paths, Settings settings, Progress progress) {
        List<Path> roots =
                paths.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        return open(() -> adding(() -> false).run(roots, settings, progress));
    }

    private Adding adding(BooleanSupplier stopped) {
        return new Adding(index, space, folder, whole, commitEvery, stopped);
    }

    /**
     * Adds as {@link #add(List, Settings, Progress)} does, and then whatever changes below these folders, until the watch is closed. Changes
     * are taken in when nothing has changed for a fifth of a second, and can be searched as soon as they are reported. To be closed before
     * the library.
     *
     * @param heard told after each addition, on the watch's own thread
     */
    public Watch watch(List<Path> paths, Settings settings, Progress progress, Consumer<AddReport> heard) {
        List<Path> roots =
                paths.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        // Listens first: what changes while the first addition is at work must not be missed.
        FolderWatch folders = open(() -> FolderWatch.on(roots, settings, folder));
        return Watch.start(folders, heard, new Watch.Work() {
            @Override
            public AddReport all(BooleanSupplier stopped) {
                return open(() -> adding(stopped).run(roots, settings, progress));
            }

            @Override
            public AddReport some(Set<Path> changed, BooleanSupplier stopped) {
                return open(() -> adding(stopped).update(roots, changed, settings));
            }
        });
    }

    /** The best passages of all kinds for words, a picture or code. */
    public List<Hit> search(Content query, int k) {
        return search(query, SearchOptions.top(k));
    }

    /**
     * The best passages, best first. Words are searched by meaning and as words, code by meaning and by its identifiers, a
     * picture by meaning.
     *
     * @throws TriptychException if the query is empty, cannot be read, or has no words where words are asked for
     */
    public List<Hit> search(Content query, SearchOptions options) {
        return open(() -> index.search(QueryContent.toQuery(query, options, space)));
    }

    /** For a library opened for searching only: moves on to the last commit; true if there was a newer one. */
    public boolean refresh() {
        return open(index::refresh);
    }

    /** Counts of the last commit. */
    public Stats stats() {
        return open(index::stats);
    }

    /** Joins the parts of the index into one: faster searches, for some minutes of work. */
    public void compact() {
        open(() -> {
            index.compact();
            return true;
        });
    }

    /** Work on an open library. Closing does not wait for it, which may take hours: the index ends it. */
    private <T> T open(Supplier<T> work) {
        guard.check();
        try {
            return work.get();
        } catch (TriptychException e) {
            // What failed because of closing says so.
            guard.check();
            throw e;
        }
    }

    /** Frees the index for others; what is still at work ends with an error. Closing twice is harmless. */
    @Override
    public void close() {
        guard.close(index::close);
    }
}
