package dev.triptych.samples.draw;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be drawn. The last four are parts of charts and diagrams and never stand alone. */
public enum Noun {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    STAR,
    HEART,
    MOON,
    CLOUD,
    SUN,
    TREE,
    FLOWER,
    HOUSE,
    CAR,
    BOAT,
    FISH,
    BALLOON,
    UMBRELLA,
    CUP,
    BAR,
    SLICE,
    LINE,
    BOX;

    private static final Set<Noun> PARTS = EnumSet.of(BAR, SLICE, LINE, BOX);

    /** The nouns that stand alone in a scene, in the order of this enum. */
    public static List<Noun> standing() {
        return Arrays.stream(values()).filter(noun -> !PARTS.contains(noun)).toList();
    }
}
