package dev.triptych.space;

/** Something outside the program is wrong: an input, a file, a setting. The message is meant for the person who can mend it. */
public final class TriptychException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For messages that do not fit the four parts. */
    public TriptychException(String message) {
        super(message);
    }

    public TriptychException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The usual message.
     *
     * @param where the file and field, or the argument
     * @param found what stands there
     * @param expected what should
     * @param remedy what to do about it
     */
    public TriptychException(String where, String found, String expected, String remedy) {
        super(where + ": found " + found + ", expected " + expected + "; " + remedy);
    }
}
