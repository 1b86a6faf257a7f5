package dev.triptych.ide;

import dev.triptych.ide.RootStatus.State;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One folder of a workspace: what waits to be indexed, and how it is. Thread-safe. */
final class WorkspaceRoot {
    /** So many changed files are a branch switch: the folder is gone through instead of asking for each by name. */
    private static final int MANY = 200;

    /**
     * What is to be done.
     *
     * @param files changed files; empty for the whole folder
     */
    record Work(Set<Path> files) {}

    private final Path folder;
    private final Path index;
    private final Set<Path> changed = new HashSet<>();
    private boolean all;
    private boolean cancelled;
    private int failures;
    private RootStatus status;

    WorkspaceRoot(Path folder, Path index) {
        this.folder = folder;
        this.index = index;
        this.status = new RootStatus(folder, index, State.WAITING, 0, -1, "");
    }

    Path folder() {
        return folder;
    }

    Path index() {
        return index;
    }

    synchronized void changed(Path file) {
        changed.add(file);
        waits();
    }

    synchronized void changedAll() {
        all = true;
        waits();
    }

    private void waits() {
        if (status.state() != State.INDEXING) {
            status = new RootStatus(folder, index, State.WAITING, 0, -1, "");
        }
    }

    /** Takes all that waits, or nothing. */
    synchronized Optional<Work> take() {
        if (!all && changed.isEmpty()) {
            return Optional.empty();
        }
        Work work = new Work(all || changed.size() > MANY ? Set.of() : Set.copyOf(changed));
        all = false;
        changed.clear();
        cancelled = false;
        status = new RootStatus(folder, index, State.INDEXING, 0, -1, "");
        return Optional.of(work);
    }

    /** Puts work back that could not be done. */
    synchronized void giveBack(Work work) {
        if (work.files().isEmpty()) {
            all = true;
        } else {
            changed.addAll(work.files());
        }
    }

    synchronized void at(long done, long total) {
        status = new RootStatus(folder, index, State.INDEXING, done, total, "");
    }

    synchronized void done() {
        failures = 0;
        status = new RootStatus(
                folder,
                index,
                all || !changed.isEmpty() ? State.WAITING : State.READY,
                status.done(),
                status.total(),
                "");
    }

    /** Gives the number of failures in a row. */
    synchronized int failed(String message) {
        status = new RootStatus(folder, index, State.FAILED, status.done(), status.total(), message);
        return ++failures;
    }

    synchronized void stopped() {
        status = new RootStatus(folder, index, State.CANCELLED, status.done(), status.total(), "");
    }

    /** Ends the run that is going on, or drops what waits. */
    synchronized void cancel() {
        cancelled = true;
        all = false;
        changed.clear();
        if (status.state() == State.WAITING) {
            stopped();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized RootStatus status() {
        return status;
    }
}
