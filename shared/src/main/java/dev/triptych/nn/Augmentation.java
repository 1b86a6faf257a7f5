package dev.triptych.nn;

/**
 * How pictures are varied while they are trained on.
 *
 * @param smallest part of a picture's area that is cut out, 0 to 1
 * @param largest part of it; 1 for both leaves the picture as it is used otherwise
 * @param flip whether every second picture is mirrored; not for captions that tell left from right
 * @param colour by how much brightness, contrast and saturation may be off, as a part of themselves; 0 for not at all
 * @param views of a picture that a tower which does not learn sees, itself and variations of it: each is answered once and kept; 0 for the
 *     picture alone. A tower that learns sees another variation each time.
 */
public record Augmentation(double smallest, double largest, boolean flip, double colour, int views) {
    public static final Augmentation DEFAULT = new Augmentation(0.6, 1, true, 0);
    public static final Augmentation NONE = new Augmentation(1, 1, false, 0);

    public Augmentation {
        if (!(smallest > 0 && smallest <= largest && largest <= 1 && colour >= 0 && colour <= 1 && views >= 0)) {
            throw new IllegalArgumentException(smallest + " to " + largest + ", colour " + colour + ", views " + views);
        }
    }

    /** A frozen tower sees pictures as they are. */
    public Augmentation(double smallest, double largest, boolean flip, double colour) {
        this(smallest, largest, flip, colour, 0);
    }

    /** Whether parts of pictures are cut out. */
    public boolean crops() {
        return smallest < 1;
    }
}
