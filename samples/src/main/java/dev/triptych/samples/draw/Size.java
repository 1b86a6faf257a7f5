package dev.triptych.samples.draw;

/** How large a single thing is; medium goes without saying. */
public enum Size {
    SMALL(27),
    MEDIUM(50),
    LARGE(86);

    private final int radius;

    Size(int radius) {
        this.radius = radius;
    }

    int radius() {
        return radius;
    }
}
