package dev.triptych.bench;

/** Who does not take part, and why. */
record LeftOut(String name, String why) {}
