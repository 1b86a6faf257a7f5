package dev.triptych.space;

/** Hears how long work goes on. */
public interface Progress {

    /**
     * Work begins.
     *
     * @param name what is being done
     * @param total how many steps there will be, or -1 when nobody knows yet
     */
    Task start(String name, long total);

    /**
     * Work goes on that was begun before.
     *
     * @param done how many steps were done by then; they count for nothing in rate and time left
     */
    default Task resume(String name, long total, long done) {
        Task task = start(name, total);
        task.advance(done);
        return task;
    }

    /** One piece of work; closing it ends its display. */
    interface Task extends AutoCloseable {
        void advance(long steps);

        /** The total is known now, or has changed. */
        default void total(long steps) {}

        /** A short remark to show beside the bar. */
        default void note(String remark) {}

        @Override
        void close();
    }

    /** Shows nothing. */
    static Progress none() {
        return (name, total) -> new Task() {
            @Override
            public void advance(long steps) {}

            @Override
            public void close() {}
        };
    }

    /** A bar with rate and time left on standard error. */
    static Progress console() {
        return new ConsoleProgress();
    }
}
