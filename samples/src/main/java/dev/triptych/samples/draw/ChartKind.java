package dev.triptych.samples.draw;

/** The charts and diagrams that a scene can be, with the part that gives them their colour. */
public enum ChartKind {
    BARS(Noun.BAR, 3, 5),
    PIE(Noun.SLICE, 2, 5),
    RISING_LINE(Noun.LINE, 1, 1),
    FALLING_LINE(Noun.LINE, 1, 1),
    FLOW(Noun.BOX, 2, 4);

    private final Noun part;
    private final int fewest;
    private final int most;

    ChartKind(Noun part, int fewest, int most) {
        this.part = part;
        this.fewest = fewest;
        this.most = most;
    }

    public Noun part() {
        return part;
    }

    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }
}
