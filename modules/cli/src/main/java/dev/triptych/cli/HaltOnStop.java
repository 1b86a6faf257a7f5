package dev.triptych.cli;

import java.util.function.Supplier;

/** Until it is closed, Ctrl-C ends the process where it stands: what Lucene has committed stays, what the natives are doing is not waited for. */
final class HaltOnStop implements AutoCloseable {
    private static final int STOPPED = 130;

    private final Thread hook = new Thread(HaltOnStop::halt);

    HaltOnStop() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
            hook.setName("triptych-stop");
        }
    }

    static <T> T during(Supplier<T> work) {
        HaltOnStop halt = new HaltOnStop();
        try {
            return work.get();
        } finally {
            halt.close();
        }
    }

    private static void halt() {
        System.err.println("\ntriptych: stopped");
        Runtime.getRuntime().halt(STOPPED);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is at work, and nothing comes behind it.
            hook.setName("triptych-stop");
        }
    }
}
