package harbour.net;

import java.util.function.LongSupplier;

/** Limits how often something may be done: so many times a second, with short bursts allowed. */
public final class TokenBucket {
    private final double perNano;
    private final double capacity;
    private final LongSupplier clock;
    private double tokens;
    private long last;

    /**
     * Makes a full bucket.
     *
     * @param perSecond tokens that flow in each second
     * @param burst the most tokens that are ever kept
     * @param clock nanoseconds, for instance {@code System::nanoTime}
     */
    public TokenBucket(double perSecond, double burst, LongSupplier clock) {
        this.perNano = perSecond / 1e9;
        this.capacity = burst;
        this.clock = clock;
        this.tokens = burst;
        this.last = clock.getAsLong();
    }

    /** Takes one token if there is one; otherwise the request has to be turned away. */
    public synchronized boolean tryAcquire() {
        long now = clock.getAsLong();
        tokens = Math.min(capacity, tokens + (now - last) * perNano);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
