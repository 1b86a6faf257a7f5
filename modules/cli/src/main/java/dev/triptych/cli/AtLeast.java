package dev.triptych.cli;

import dev.triptych.space.TriptychException;

/** Numbers of things. */
final class AtLeast {
    private AtLeast() {}

    static void one(String option, int value) {
        if (value < 1) {
            throw new TriptychException(option, String.valueOf(value), "1 or more", "give another number");
        }
    }
}
