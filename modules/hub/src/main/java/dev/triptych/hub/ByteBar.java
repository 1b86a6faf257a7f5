package dev.triptych.hub;

import dev.triptych.space.Progress;

/** A progress bar in kilobytes that is told bytes. */
final class ByteBar implements AutoCloseable {
    private static final long STEP = 1000;

    private final Progress.Task bar;
    private long bytes;

    ByteBar(Progress progress, String name, long total) {
        bar = progress.start(name + " (kB)", total / STEP);
    }

    /** So many bytes more; negative when some have to be fetched again. */
    void advance(long more) {
        long before = bytes / STEP;
        bytes += more;
        bar.advance(bytes / STEP - before);
    }

    void note(String remark) {
        bar.note(remark);
    }

    @Override
    public void close() {
        bar.close();
    }
}
