package dev.triptych.space;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets something that holds native memory be closed while other threads use it: what has begun ends first, what comes later is refused.
 * A use may contain others.
 */
public final class CloseGuard {
    private final String what;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /**
     * Something open.
     *
     * @param what names it in errors, for example {@code "encoder models/minilm"}
     */
    public CloseGuard(String what) {
        this.what = what;
    }

    /**
     * Uses it.
     *
     * @throws IllegalStateException if it is closed; the message names it
     */
    public <T> T use(Supplier<T> work) {
        // Never waits: the lock is taken by the one who closes and by nobody else.
        if (closed || !lock.readLock().tryLock()) {
            throw refused();
        }
        try {
            check();
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Only looks.
     *
     * @throws IllegalStateException if it is closed; the message names it
     */
    public void check() {
        if (closed) {
            throw refused();
        }
    }

    /**
     * Closes it when all uses have ended; a second time nothing happens.
     *
     * @param free gives back what it holds
     * @throws IllegalStateException from within a use, for whose end it would wait
     */
    public void close(Runnable free) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(what + " cannot be closed by the call that uses it: close it afterwards");
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        lock.writeLock().lock();
        try {
            free.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private IllegalStateException refused() {
        return new IllegalStateException(what + " is closed: open it again");
    }
}
