package dev.triptych.data;

/** A row that cannot be used. The message is the reason it is counted under, so it holds nothing of the row itself. */
public final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    public BadRow(String reason) {
        // Corrupt files have many of them: a stack trace each would be most of the work.
        super(reason, null, false, false);
    }

    /** Why the row is left out. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
