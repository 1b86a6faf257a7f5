package dev.triptych.samples.draw;

/** Where in the picture a single thing stands; nobody speaks of anywhere. */
public enum Place {
    LEFT(-1, 0),
    RIGHT(1, 0),
    TOP(0, -1),
    BOTTOM(0, 1),
    MIDDLE(0, 0),
    ANYWHERE(0, 0);

    private final int across;
    private final int down;

    Place(int across, int down) {
        this.across = across;
        this.down = down;
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }
}
