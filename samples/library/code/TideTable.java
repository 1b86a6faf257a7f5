package harbour.sea;

import java.time.Duration;
import java.time.Instant;

/** Predicts the height of the tide from one known high water, as a simple cosine. */
public final class TideTable {
    /** Half a lunar day: the time between two high waters. */
    private static final Duration PERIOD = Duration.ofMinutes(745);

    private final Instant highWater;
    private final double mean;
    private final double range;

    public TideTable(Instant highWater, double mean, double range) {
        this.highWater = highWater;
        this.mean = mean;
        this.range = range;
    }

    /** Metres of water above the chart at the given time. */
    public double height(Instant time) {
        double phase = (double) Duration.between(highWater, time).toSeconds() / PERIOD.toSeconds();
        return mean + range / 2 * Math.cos(2 * Math.PI * phase);
    }

    /** The first high water that is not before the given time. */
    public Instant nextHighWater(Instant time) {
        long seconds = Duration.between(highWater, time).toSeconds();
        long periods = -Math.floorDiv(-seconds, PERIOD.toSeconds());
        return highWater.plus(PERIOD.multipliedBy(periods));
    }
}
