package dev.triptych.samples.draw;

import java.awt.Color;

/**
 * The three colours one thing is drawn with.
 *
 * @param fill its body
 * @param edge a darker one for its outline
 * @param light a paler one for details
 */
public record Ink(Color fill, Color edge, Color light) {

    static Ink of(float tone, float saturation, float brightness) {
        return new Ink(
                Color.getHSBColor(tone, saturation, brightness),
                Color.getHSBColor(tone, Math.min(1f, saturation * 1.05f), brightness * 0.68f),
                Color.getHSBColor(tone, saturation * 0.35f, Math.min(1f, brightness * 0.45f + 0.55f)));
    }

    /** The fill, mixed with white: 0 leaves it as it is, 1 is white. */
    Color paler(double share) {
        return mix(fill, Color.WHITE, share);
    }

    static Color mix(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * share),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
    }
}
