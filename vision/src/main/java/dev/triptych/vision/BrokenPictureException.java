package dev.triptych.vision;

/** A container that contradicts itself; {@link PictureHeader} turns it into the message for the user. */
final class BrokenPictureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String found;

    BrokenPictureException(String found) {
        super(found);
        this.found = found;
    }

    String found() {
        return found;
    }
}
