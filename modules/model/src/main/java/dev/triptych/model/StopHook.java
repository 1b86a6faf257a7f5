package dev.triptych.model;

import dev.triptych.train.ContrastiveTrainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C does to a training: the present step ends, a checkpoint is written, and only then does the process end. */
final class StopHook implements AutoCloseable {
    private static final int SECONDS_TO_STOP = 600;

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** Whether there is still time to train: a JVM that goes down already takes no hooks, and nothing has begun that could be lost. */
    boolean watch(ContrastiveTrainer trainer) {
        thread = new Thread(() -> stopAndWait(trainer));
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void stopAndWait(ContrastiveTrainer trainer) {
        trainer.stop();
        try {
            if (!ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                System.err.println("triptych: the step did not end in time; the last checkpoint is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The training is over, and Ctrl-C ends the process at once again. */
    void forget() {
        try {
            if (thread != null) {
                Runtime.getRuntime().removeShutdownHook(thread);
            }
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook is what it waits for.
            thread.setName("triptych-stop");
        }
    }

    /** The engine is idle: a JVM that goes down under a running kernel crashes. */
    @Override
    public void close() {
        ended.countDown();
    }
}
