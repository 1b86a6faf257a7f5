package dev.triptych.train;

import dev.triptych.nn.Prepared;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How many tokens and pictures the towers read in a second, over the last steps. What a frozen tower knows already is not read. */
final class Speed {
    private static final int STEPS = 20;

    /** What was read up to a moment. */
    private record Mark(long nanos, long tokens, long pictures) {}

    private final LongSupplier clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long tokens;
    private long pictures;

    Speed(LongSupplier clock) {
        this.clock = clock;
        marks.add(new Mark(clock.getAsLong(), 0, 0));
    }

    /** A step is done. */
    void read(BatchPreparation.Batch batch) {
        for (BatchPreparation.Side side : batch.sides()) {
            for (Prepared input : side.inputs()) {
                tokens += input instanceof Prepared.Tokens ? input.cost() : 0;
                pictures += input instanceof Prepared.Pixels ? 1 : 0;
            }
        }
        marks.add(new Mark(clock.getAsLong(), tokens, pictures));
        if (marks.size() > STEPS + 1) {
            marks.removeFirst();
        }
    }

    /** {@code " 1,234 tokens/s 8.1 pictures/s"}; of each only what there was. */
    String note() {
        Mark from = marks.getFirst();
        double seconds = Math.max(1e-9, (marks.getLast().nanos() - from.nanos()) / 1e9);
        long words = tokens - from.tokens();
        long seen = pictures - from.pictures();
        return (words > 0 ? String.format(Locale.ROOT, " %,.0f tokens/s", words / seconds) : "")
                + (seen > 0 ? String.format(Locale.ROOT, " %.1f pictures/s", seen / seconds) : "");
    }
}
