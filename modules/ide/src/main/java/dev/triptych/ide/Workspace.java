package dev.triptych.ide;

import dev.triptych.ide.WorkspaceRoot.Work;
import dev.triptych.index.Hit;
import dev.triptych.index.Stats;
import dev.triptych.ingest.Settings;
import dev.triptych.library.Library;
import dev.triptych.library.SearchOptions;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The folders that somebody works in, each with an index that follows the edits: one thread in the background reads what has changed
 * and says how far it is.
 *
 * <p>An index is open for writing only while something is added, so that an editor and an assistant (two processes) can look after
 * the same folder; the one that comes second finds its files unchanged. Thread-safe. The encoder belongs to the caller.
 */
public final class Workspace implements AutoCloseable {
    /** Editors save several files at once, and version control writes thousands. */
    private static final Duration GATHER = Duration.ofMillis(300);
    /** Until the next attempt when another process is writing; after a failure, a full disk for instance, it is twice as long each time. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    /** A batch of passages that is being embedded cannot be broken off; the last commit stays whole in any case. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Supplier<? extends Encoder<Content>> space;
    private final IndexFolders folders;
    private final WorkspaceListener listener;
    private final Map<Path, WorkspaceRoot> roots = new LinkedHashMap<>();
    private final SearchService service;
    private final ScheduledThreadPoolExecutor updates = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "indexing");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Without folders yet.
     *
     * @param space asked for when the first file is to be embedded
     */
    public Workspace(Supplier<? extends Encoder<Content>> space, IndexFolders folders, WorkspaceListener listener) {
        this.space = space;
        this.folders = folders;
        this.listener = listener;
        this.service = new SearchService(space, List.of());
        updates.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The best passages of all folders; none while the first index is still being made. */
    public List<Hit> search(Content query, SearchOptions options) {
        return answer(() -> service.search(query, options));
    }

    /** The passages of all folders that are most like one that somebody points at. */
    public List<Hit> similar(Pointed like, SearchOptions options) {
        return answer(() -> service.similar(like, options));
    }

    private List<Hit> answer(Supplier<List<Hit>> question) {
        try {
            return question.get();
        } catch (TriptychException e) {
            // The first commit comes half a minute after the first file.
            if (status().stream().anyMatch(RootStatus::busy)) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * What the index of a folder holds now.
     *
     * @throws TriptychException if it cannot be read
     */
    public Stats stats(RootStatus root) {
        return service.stats(root.index());
    }

    /** Adds a folder and begins to index it; harmless if it is there already. */
    public void add(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        WorkspaceRoot added = new WorkspaceRoot(root, folders.of(root));
        synchronized (this) {
            if (roots.putIfAbsent(root, added) != null) {
                return;
            }
            indexesChanged();
        }
        added.changedAll();
        schedule(added, Duration.ZERO);
    }

    /** Leaves a folder; its index stays for the next time. */
    public void remove(Path folder) {
        WorkspaceRoot removed;
        synchronized (this) {
            removed = roots.remove(folder.toAbsolutePath().normalize());
            indexesChanged();
        }
        if (removed != null) {
            removed.cancel();
        }
    }

    private void indexesChanged() {
        service.indexes(roots.values().stream().map(WorkspaceRoot::index).toList());
    }

    /** A file was written, made or deleted; harmless if it belongs to none of the folders or is one that is not indexed. */
    public void changed(Path file) {
        Path path = file.toAbsolutePath().normalize();
        for (WorkspaceRoot root : roots()) {
            if (path.startsWith(root.folder()) && !path.startsWith(root.index())) {
                root.changed(path);
                schedule(root, GATHER);
            }
        }
    }

    /** Looks at all files of all folders again. */
    public void rescan() {
        for (WorkspaceRoot root : roots()) {
            root.changedAll();
            schedule(root, Duration.ZERO);
        }
    }

    /** Ends the indexing of a folder between two files; what was committed can be searched. */
    public void cancel(Path folder) {
        for (WorkspaceRoot root : roots()) {
            if (root.folder().equals(folder)) {
                root.cancel();
            }
        }
    }

    /** How each folder is. */
    public List<RootStatus> status() {
        return roots().stream().map(WorkspaceRoot::status).toList();
    }

    /** Waits until nothing is being indexed; false if the time was up first. */
    public synchronized boolean settle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (roots.values().stream().anyMatch(r -> r.status().busy())) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized List<WorkspaceRoot> roots() {
        return new ArrayList<>(roots.values());
    }

    private void schedule(WorkspaceRoot root, Duration delay) {
        try {
            var unused = updates.schedule(() -> update(root), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: whoever comes next finds the change by itself.
            root.cancel();
        }
    }

    /** One run for all that waits; later calls for the same changes find nothing to do. */
    private void update(WorkspaceRoot root) {
        Optional<Work> work = root.take();
        if (work.isEmpty()) {
            return;
        }
        listener.heard(root.status());
        try {
            index(root, work.get());
            root.done();
        } catch (CancellationException e) {
            root.stopped();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            root.giveBack(work.get());
            if (locked(e)) {
                root.done();
                schedule(root, RETRY);
            } else {
                int failures = root.failed(message(e));
                long wait = RETRY.toMillis() << Math.min(failures - 1, 10);
                schedule(root, Duration.ofMillis(Math.min(wait, LONGEST_RETRY.toMillis())));
            }
        }
        listener.heard(root.status());
        synchronized (this) {
            notifyAll();
        }
    }

    private void index(WorkspaceRoot root, Work work) {
        Path folder = root.folder();
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(
                    folder.toString(),
                    "no such folder",
                    "a folder to index",
                    "check the path; its index, if there is one, stays");
        }
        if (folder.getParent() == null
                || folder.equals(Path.of(System.getProperty("user.home")).toAbsolutePath())) {
            throw new TriptychException(
                    folder.toString(),
                    "everything of a disk or a person",
                    "a folder of work",
                    "open a folder inside it, or make an index by hand: triptych index PATH");
        }
        try (Library library = Library.open(root.index(), space.get())) {
            Settings settings = library.settings();
            if (!work.files().isEmpty()) {
                // By pattern and not by name, so that what is ignored stays ignored.
                List<String> patterns = work.files().stream()
                        .map(f -> pattern(folder.relativize(f)))
                        .toList();
                settings = settings.withPatterns(patterns, List.of());
            }
            boolean whole = work.files().isEmpty();
            library.add(List.of(folder), settings, new IndexingProgress(root::cancelled, (done, total) -> {
                // How far it is through the names of a folder says nothing about a few changed files.
                if (whole) {
                    root.at(done, total);
                    listener.heard(root.status());
                }
            }));
        }
    }

    /** A glob that matches one path. */
    private static String pattern(Path relative) {
        String path = relative.toString().replace(File.separatorChar, '/');
        return path.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
    }

    /** Another process is adding to the index: its turn, then ours. */
    private static boolean locked(Throwable e) {
        return e instanceof TriptychException && String.valueOf(e.getMessage()).contains("write.lock");
    }

    private static String message(Throwable e) {
        return e instanceof TriptychException ? String.valueOf(e.getMessage()) : e.toString();
    }

    /** Ends the indexing, waiting a moment for it; the indexes stay. */
    @Override
    public void close() {
        roots().forEach(WorkspaceRoot::cancel);
        // Without an interrupt, which could fall into a write of the index.
        updates.shutdown();
        try {
            updates.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        service.close();
    }
}
