package dev.triptych.bench;

import java.util.function.Supplier;

/**
 * Somebody who would take part.
 *
 * @param open loads it; throws {@link NotHereException} if it cannot take part
 */
record Offer(String name, Supplier<Candidate> open) {}
