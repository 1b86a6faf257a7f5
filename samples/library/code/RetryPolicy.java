package harbour.net;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/** Tries an action again after it has failed, waiting longer each time. */
public final class RetryPolicy {
    private final int attempts;
    private final Duration first;
    private final RandomGenerator random;

    public RetryPolicy(int attempts, Duration first, RandomGenerator random) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
        this.attempts = attempts;
        this.first = first;
        this.random = random;
    }

    /**
     * Runs the action until it succeeds or the attempts are used up.
     *
     * <p>The pause doubles after each failure, and is shortened by a random share so that many clients do not come back at once.
     *
     * @return what the action returned
     * @throws Exception the failure of the last attempt
     */
    public <T> T call(Callable<T> action) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return action.call();
            } catch (Exception failure) {
                if (attempt == attempts) {
                    throw failure;
                }
                Thread.sleep(pause(attempt).toMillis());
            }
        }
    }

    /** Exponential backoff with jitter: between half of the doubled pause and all of it. */
    Duration pause(int attempt) {
        long full = first.toMillis() << Math.min(attempt - 1, 20);
        return Duration.ofMillis(full / 2 + (long) (random.nextDouble() * full / 2));
    }
}
