package dev.triptych.samples.draw;

/** How the first thing of a pair stands to the second. */
public enum Side {
    LEFT_OF,
    RIGHT_OF,
    ABOVE,
    BELOW;

    /** How the second stands to the first. */
    public Side opposite() {
        return switch (this) {
            case LEFT_OF -> RIGHT_OF;
            case RIGHT_OF -> LEFT_OF;
            case ABOVE -> BELOW;
            case BELOW -> ABOVE;
        };
    }
}
