package dev.triptych.space;

import java.util.Locale;

/** The kinds of content that share the space. */
public enum Modality {
    TEXT,
    IMAGE,
    CODE;

    /** The lower-case name that recipes, the command line and the index use. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The modality with this {@link #id()}; throws {@link TriptychException} for any other word. */
    public static Modality of(String id) {
        for (Modality m : values()) {
            if (m.id().equals(id)) {
                return m;
            }
        }
        throw new TriptychException("modality", "'" + id + "'", "text, image or code", "use one of the three");
    }
}
