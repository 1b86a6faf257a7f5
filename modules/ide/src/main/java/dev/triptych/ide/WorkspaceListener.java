package dev.triptych.ide;

/** Hears how the indexes of a workspace are getting on; called from the thread that indexes, so it must not wait. */
@FunctionalInterface
public interface WorkspaceListener {
    void heard(RootStatus status);
}
