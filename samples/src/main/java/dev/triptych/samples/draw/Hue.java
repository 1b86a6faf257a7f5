package dev.triptych.samples.draw;

/** Ten colours that stay apart from each other, and from the pale grounds, after a little jitter. */
public enum Hue {
    RED(0.995f, 0.85f, 0.86f),
    ORANGE(0.075f, 0.92f, 0.97f),
    YELLOW(0.142f, 0.88f, 0.98f),
    GREEN(0.355f, 0.75f, 0.64f),
    TURQUOISE(0.490f, 0.72f, 0.78f),
    BLUE(0.610f, 0.80f, 0.84f),
    PURPLE(0.760f, 0.68f, 0.66f),
    PINK(0.920f, 0.42f, 0.97f),
    BROWN(0.065f, 0.66f, 0.48f),
    BLACK(0.620f, 0.12f, 0.14f);

    private final float tone;
    private final float saturation;
    private final float brightness;

    Hue(float tone, float saturation, float brightness) {
        this.tone = tone;
        this.saturation = saturation;
        this.brightness = brightness;
    }

    /** The plain colour; nothing of it is random. */
    public Ink ink() {
        return Ink.of(tone, saturation, brightness);
    }

    /**
     * A neighbour of the plain colour.
     *
     * @param a how far the tone goes off, -1 to 1
     * @param b how far the brightness goes off, -1 to 1
     */
    Ink ink(double a, double b) {
        float lightness = this == BLACK ? 0.04f : 0.06f;
        return Ink.of(tone + 0.008f * (float) a, saturation, Math.min(1f, brightness + lightness * (float) b));
    }

    /** Whether the colour is lost on a dark ground. */
    boolean dark() {
        return this == BLACK || this == BLUE || this == PURPLE || this == BROWN;
    }
}
