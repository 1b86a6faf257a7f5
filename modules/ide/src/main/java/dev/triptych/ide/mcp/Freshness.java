package dev.triptych.ide.mcp;

import dev.triptych.ide.Workspace;
import java.time.Duration;

/**
 * Looks for edits when somebody asks, since nobody tells an assistant's server of them: at most every five seconds, and never so often
 * that looking takes more than a tenth of the time.
 */
final class Freshness {
    /** An answer may wait so long for edits; a large one is in the next answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final long PAUSE = Duration.ofSeconds(5).toNanos();
    private static final int SHARE = 10;

    private final Workspace workspace;
    private long next;

    Freshness(Workspace workspace) {
        this.workspace = workspace;
        this.next = System.nanoTime() + PAUSE;
    }

    synchronized void look() {
        long start = System.nanoTime();
        if (start - next >= 0) {
            workspace.rescan();
            workspace.settle(PATIENCE);
            long end = System.nanoTime();
            next = end + Math.max(PAUSE, SHARE * (end - start));
        }
    }
}
