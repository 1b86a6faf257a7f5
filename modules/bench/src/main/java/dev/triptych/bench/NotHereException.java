package dev.triptych.bench;

/** A candidate cannot take part; the message says why and what would help. */
final class NotHereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotHereException(String why) {
        super(why);
    }
}
