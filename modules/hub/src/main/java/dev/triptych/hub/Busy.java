package dev.triptych.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A server that asks to be left alone for a while: 429, or an error of its own. */
final class Busy extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;

    Busy(int status, Optional<Duration> wait) {
        super("HTTP " + status + (status == Refusals.TOO_MANY ? " (too many requests)" : " (an error of the server)"));
        this.wait = wait;
    }

    /** How long the server asks to wait, if it says. */
    Optional<Duration> retryAfter() {
        return wait;
    }
}
