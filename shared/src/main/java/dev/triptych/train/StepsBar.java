package dev.triptych.train;

import dev.triptych.space.Progress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bar of a run's steps. It begins with the first of them: what frozen towers are asked before has a bar of its own. */
final class StepsBar implements Progress.Task {
    private final Supplier<Progress.Task> start;
    private Progress.@Nullable Task bar;

    StepsBar(Supplier<Progress.Task> start) {
        this.start = start;
    }

    /** The first step begins. */
    Progress.Task begin() {
        Progress.Task begun = bar == null ? start.get() : bar;
        bar = begun;
        return begun;
    }

    @Override
    public void advance(long steps) {
        begin().advance(steps);
    }

    @Override
    public void note(String remark) {
        begin().note(remark);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
