package dev.triptych.train;

import dev.triptych.space.Content;

/**
 * Two contents that belong together.
 *
 * @param group pairs with the same group are never negatives of each other: captions of one photo, for instance
 */
public record Pair(Content anchor, Content positive, long group) {}
