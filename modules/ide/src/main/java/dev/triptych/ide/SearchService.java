package dev.triptych.ide;

import dev.triptych.index.Hit;
import dev.triptych.index.Stats;
import dev.triptych.library.Library;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers questions from one or several indexes; the command line, editors and assistants all ask here, so the same question has
 * the same answer everywhere.
 *
 * <p>It only reads: every question sees the last commit, whoever made it. Thread-safe. The encoder belongs to the caller.
 */
public final class SearchService implements AutoCloseable {
    /** The passage that is asked with, the type around it and the windows beside it are no answers. */
    private static final int OWN = 8;

    private final Supplier<? extends Encoder<Content>> space;
    private final Map<Path, Library> libraries = new HashMap<>();
    private volatile List<Path> indexes;

    /**
     * Opens nothing yet.
     *
     * @param space asked for with the first question
     * @param indexes folders of indexes, which may come to be later
     */
    public SearchService(Supplier<? extends Encoder<Content>> space, List<Path> indexes) {
        this.space = space;
        this.indexes = List.copyOf(indexes);
    }

    /** From now on other indexes answer. */
    void indexes(List<Path> folders) {
        indexes = List.copyOf(folders);
    }

    /**
     * The best passages of all indexes, best first.
     *
     * @throws TriptychException if the question cannot be answered, or if no index can be read; one that can is enough
     */
    public List<Hit> search(Content query, SearchOptions options) {
        if (indexes.isEmpty()) {
            throw new TriptychException(
                    "workspace",
                    "no folder",
                    "a folder to search",
                    "open a folder, or name one when starting triptych");
        }
        List<List<Hit>> answers = new ArrayList<>();
        List<TriptychException> failures = new ArrayList<>();
        for (Path index : indexes) {
            try {
                answers.add(library(index).search(query, options));
            } catch (TriptychException e) {
                failures.add(e);
            }
        }
        if (answers.isEmpty()) {
            throw failures.get(0);
        }
        return Merged.of(answers, options.k());
    }

    /** The passages most like one that somebody points at; neither itself nor what contains it or lies in it. */
    public List<Hit> similar(Pointed like, SearchOptions options) {
        SearchOptions more =
                new SearchOptions(options.k() + OWN, options.mode(), options.modalities(), options.pathGlob());
        return search(like.content(), more).stream()
                .filter(hit -> !like.overlaps(hit.origin()))
                .limit(options.k())
                .toList();
    }

    /**
     * What an index holds now.
     *
     * @throws TriptychException if it cannot be read
     */
    public Stats stats(Path index) {
        return library(index).stats();
    }

    private synchronized Library library(Path index) {
        Library known = libraries.get(index);
        if (known != null) {
            try {
                known.refresh();
                return known;
            } catch (TriptychException e) {
                // Taken away or made anew by another model: what can be opened now decides.
                libraries.remove(index);
                known.close();
            }
        }
        Library library = Library.readOnly(index, space.get());
        libraries.put(index, library);
        return library;
    }

    @Override
    public synchronized void close() {
        libraries.values().forEach(Library::close);
        libraries.clear();
    }
}
