package dev.triptych.samples.draw;

import java.util.List;

/** A wide picture with a horizon: a setting, and things in it from back to front. */
public record Landscape(Setting setting, List<Spot> spots) {
    public Landscape {
        spots = List.copyOf(spots);
    }

    /** What lies above and below the horizon. */
    public enum Setting {
        SEA(0xA9D8F3, 0xEAF6FB, 0x2F7FB5, 0.55),
        MEADOW(0xA9DAF7, 0xF3FAFD, 0x86BF63, 0.60),
        NIGHT(0x101B3B, 0x30426F, 0x1E3326, 0.78),
        BEACH(0x9FD8F5, 0xDDF2F8, 0xF0DCA6, 0.62),
        ROAD(0xBFE0F2, 0xF1F7F4, 0x7D848B, 0.62),
        UNDER_WATER(0x6CC6D9, 0x17658F, 0xD9C48F, 0.86),
        TABLE(0xF6E7D3, 0xFBF3E8, 0xA9764A, 0.58);

        final int top;
        final int horizon;
        final int floor;
        final double height;

        Setting(int top, int horizon, int floor, double height) {
            this.top = top;
            this.horizon = horizon;
            this.floor = floor;
            this.height = height;
        }
    }

    /**
     * One thing in it.
     *
     * @param x share of the width, 0 to 1
     * @param y share of the height, 0 to 1, downwards
     * @param radius share of the height
     */
    public record Spot(Noun noun, Ink ink, double x, double y, double radius) {
        public static Spot of(Noun noun, Hue hue, double x, double y, double radius) {
            return new Spot(noun, hue.ink(), x, y, radius);
        }

        /** A white one, which no hue is. */
        public static Spot white(Noun noun, double x, double y, double radius) {
            return new Spot(noun, Ink.of(0.58f, 0.04f, 0.99f), x, y, radius);
        }
    }
}
