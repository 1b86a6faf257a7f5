package dev.triptych.index;

/**
 * A part of the score by which a passage is ranked among those of its modality; the parts are added.
 *
 * @param name {@code meaning}, {@code words}, {@code symbol} or {@code place}
 * @param value in deviations of the query's cosine
 * @param because what it comes from, for people
 */
public record Part(String name, double value, String because) {}
