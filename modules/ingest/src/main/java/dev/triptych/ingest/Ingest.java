package dev.triptych.ingest;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Files become passages: documents through Tika in worker processes of their own, pictures, source code, archives. One per run;
 * thread-safe. A file that is broken, hostile or unknown gets a {@link Verdict} with its {@link Reason} and never an exception.
 */
public final class Ingest implements AutoCloseable {
    private final Settings settings;
    private final BlockingQueue<FileReader> readers = new LinkedBlockingQueue<>();
    private final List<FileReader> all = new ArrayList<>();

    private Ingest(Settings settings, List<String> workerOptions) {
        this.settings = settings;
        Quarantine quarantine = new Quarantine();
        for (int i = 0; i < Math.max(1, settings.workers()); i++) {
            all.add(new FileReader(settings, quarantine, workerOptions));
        }
        readers.addAll(all);
    }

    /** Starts nothing yet: a worker is started by the first document. */
    public static Ingest with(Settings settings) {
        return new Ingest(settings, List.of());
    }

    /** With more options for the workers' JVM: for tests that make a worker fail. */
    static Ingest with(Settings settings, List<String> workerOptions) {
        return new Ingest(settings, workerOptions);
    }

    /** One file, without asking the patterns. */
    public FileResult ingest(Path file) {
        return ingest(file, result -> {});
    }

    private FileResult ingest(Path file, Sink sink) {
        try {
            FileReader reader = readers.take();
            try {
                return reader.read(file, sink);
            } finally {
                readers.add(reader);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TriptychException("interrupted at " + file, e);
        }
    }

    /**
     * All files below these folders, and these files, sorted within each. While the sink works on one result the next files are
     * being read; no more than twice as many as there are workers wait.
     */
    public IngestReport walk(List<Path> paths, Sink sink, Progress progress) {
        return deliver(Walk.below(paths, settings), sink, progress);
    }

    /**
     * As {@link #walk}, but looks only at some of what lies below these folders: at files, and at folders with all that is in them. What a
     * walk would leave out is left out here too; what is gone is not mentioned.
     *
     * @param changed at or below the roots; other paths are passed over
     */
    public IngestReport walk(List<Path> roots, Collection<Path> changed, Sink sink, Progress progress) {
        return deliver(Walk.changed(roots, changed, settings), sink, progress);
    }

    private IngestReport deliver(List<Walk.Found> found, Sink sink, Progress progress) {
        IngestReport report = new IngestReport();
        int threads = all.size();
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "ingest");
            thread.setDaemon(true);
            return thread;
        });
        try (Progress.Task task = progress.start("reading files", found.size())) {
            Deque<Future<FileResult>> waiting = new ArrayDeque<>();
            for (Walk.Found f : found) {
                waiting.add(executor.submit(() -> f.wanted()
                        ? ingest(f.path(), sink)
                        : FileResult.without(
                                f.path(),
                                f.skipped() == Reason.UNREADABLE ? Verdict.FAILED : Verdict.SKIPPED,
                                f.skipped(),
                                f.detail())));
                if (waiting.size() > 2 * threads) {
                    deliver(waiting.remove(), sink, report, task);
                }
            }
            while (!waiting.isEmpty()) {
                deliver(waiting.remove(), sink, report, task);
            }
        } finally {
            executor.shutdownNow();
        }
        return report;
    }

    private static void deliver(Future<FileResult> next, Sink sink, IngestReport report, Progress.Task task) {
        FileResult result;
        try {
            result = next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TriptychException("interrupted while reading files", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        }
        report.add(result);
        sink.accept(result);
        task.advance(1);
    }

    /** Ends the workers. */
    @Override
    public void close() {
        all.forEach(FileReader::close);
    }
}
