package dev.triptych.library;

import dev.triptych.ingest.FolderWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps a library up to date with its folders, on a thread of its own, until it is closed. */
public final class Watch implements AutoCloseable {
    /** An editor writes a file in several steps, a change of branches many files one after the other. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private final FolderWatch folders;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /** What a library does for its watch. */
    interface Work {
        AddReport all(BooleanSupplier stopped);

        AddReport some(Set<Path> changed, BooleanSupplier stopped);
    }

    private Watch(FolderWatch folders) {
        this.folders = folders;
    }

    static Watch start(FolderWatch folders, Consumer<AddReport> heard, Work work) {
        Watch watch = new Watch(folders);
        Thread thread = new Thread(() -> watch.run(heard, work), "watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run(Consumer<AddReport> heard, Work work) {
        try {
            heard.accept(work.all(this::isStopped));
            Set<Path> changed = folders.next(QUIET);
            while (!isStopped()) {
                heard.accept(work.some(changed, this::isStopped));
                changed = folders.next(QUIET);
            }
        } catch (CancellationException e) {
            if (!isStopped()) {
                failure = e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            folders.close();
            ended.countDown();
        }
    }

    private boolean isStopped() {
        return stopped;
    }

    /** Waits until the watch is closed; throws what made it end before. */
    public void await() throws InterruptedException {
        ended.await();
        Throwable why = failure;
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Ends it when the file at hand is done; what was done is committed. Closing twice is harmless. */
    @Override
    public void close() {
        stopped = true;
        folders.close();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
