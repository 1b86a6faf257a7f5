package harbour.work;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Runs jobs by priority; jobs of the same priority run in the order they came. */
public final class JobQueue {
    private final PriorityQueue<Job> waiting =
            new PriorityQueue<>(Comparator.comparingInt(Job::priority).reversed().thenComparingLong(Job::number));
    private long next;

    /** Puts a job into the queue; a larger priority is more urgent. */
    public void submit(int priority, Runnable work) {
        waiting.add(new Job(priority, next++, work));
    }

    /** Runs the most urgent job. */
    public boolean runNext() {
        Job job = waiting.poll();
        if (job == null) {
            return false;
        }
        job.work().run();
        return true;
    }

    private record Job(int priority, long number, Runnable work) {}
}
