package dev.triptych.space;

/** How much of a text an encoder reads, in its own tokens. Thread-safe. */
public interface TextLength {
    /** The most tokens of a text that are read. */
    int max();

    /** The tokens of a text, however many, without the special ones that the encoder adds. */
    int count(String text);
}
