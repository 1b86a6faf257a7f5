package dev.triptych.samples.draw;

import java.awt.Color;

/** The background of a scene. */
public enum Ground {
    WHITE(0xFCFCFA),
    GREY(0xD2D5D8),
    LIGHT_BLUE(0xCFE6F6),
    LIGHT_YELLOW(0xFBF2CC),
    LIGHT_GREEN(0xD5EDD0),
    DARK_BLUE(0x1B2A4A);

    private final int rgb;

    Ground(int rgb) {
        this.rgb = rgb;
    }

    Color color() {
        return new Color(rgb);
    }

    /** Whether a thing of this colour can be told from the ground. */
    boolean shows(Hue hue) {
        return this != DARK_BLUE || !hue.dark();
    }
}
