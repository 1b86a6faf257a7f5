package dev.triptych.cli;

import dev.triptych.library.AddReport;
import dev.triptych.library.Library;
import dev.triptych.library.Watch;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych watch}. */
@Command(
        name = "watch",
        description = {
            "Read files and folders into an index, and then whatever changes in them, until Ctrl-C.",
            "",
            "Searches see each change as soon as it is reported. What was done is kept, however it ends."
        },
        footer = {"  triptych watch .", "  triptych watch src docs --exclude '*.csv' --index ~/my.index"})
final class WatchCommand implements Callable<Integer> {
    /** A document in work may take as long; what was committed stays in any case. */
    private static final int PATIENCE_SECONDS = 10;

    private final Session session;

    @Mixin
    private final FilesOption files = new FilesOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        files.check();
        CountDownLatch closed = new CountDownLatch(1);
        try (Encoder<Content> encoder = model.load(session);
                Library library = Library.open(index.folder(), encoder);
                Watch watch = library.watch(files.paths(), files.settings(library), session.progress(), this::print)) {
            if (endsOnStop(watch, closed)) {
                watch.await();
            }
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private void print(AddReport report) {
        if (report.files().files() + report.removed() > 0) {
            new AddPrinter(session.console()).print(report, "");
        }
    }

    /** Whether there is still something to wait for: a process that is ending already takes no hooks. */
    private static boolean endsOnStop(Watch watch, CountDownLatch closed) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(watch, closed)));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** On Ctrl-C: ends the watch and gives the index and the model time to be closed. */
    private static void stop(Watch watch, CountDownLatch closed) {
        try {
            watch.close();
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("triptych: stopped in the middle of something; what was committed stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
