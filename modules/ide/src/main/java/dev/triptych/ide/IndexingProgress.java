package dev.triptych.ide;

import dev.triptych.space.Progress;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Tells how far an indexing is, and ends it between two files when it is no longer wanted. An interrupt could fall into a write of the index. */
final class IndexingProgress implements Progress {
    /** Hears of files. */
    interface Steps {
        void at(long done, long total);
    }

    private final BooleanSupplier cancelled;
    private final Steps steps;

    IndexingProgress(BooleanSupplier cancelled, Steps steps) {
        this.cancelled = cancelled;
        this.steps = steps;
    }

    @Override
    public Task start(String name, long all) {
        check();
        steps.at(0, all);
        return new Task() {
            private long done;
            private long total = all;

            @Override
            public void advance(long more) {
                check();
                done += more;
                steps.at(done, total);
            }

            @Override
            public void total(long known) {
                total = known;
            }

            @Override
            public void close() {}
        };
    }

    private void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("indexing was cancelled");
        }
    }
}
