package dev.triptych.hub;

import java.time.Duration;

/**
 * How long to wait, and how often to try again.
 *
 * @param connect for a connection
 * @param silence without a byte, before a connection counts as dead
 * @param attempts in a row that bring nothing, before giving up
 * @param pause before the second attempt; it doubles each time
 * @param longest pause that a server may ask for
 */
public record Patience(Duration connect, Duration silence, int attempts, Duration pause, Duration longest) {
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(15), Duration.ofSeconds(60), 4, Duration.ofSeconds(1), Duration.ofMinutes(5));
}
