package dev.triptych.vision;

/** How a picture is scaled before the middle is cut out. */
public sealed interface Resize {
    /** To exactly this size, whatever that does to the proportions. */
    record Exact(int width, int height) implements Resize {}

    /** So that the short side gets this length; the long one is cut down to whole pixels. */
    record ShortestEdge(int length) implements Resize {}

    /** Not at all. */
    record None() implements Resize {}

    /** The whole picture's size afterwards, as {@code {width, height}}. */
    default int[] sizeOf(Pixels picture) {
        if (this instanceof Exact exact) return new int[] {exact.width, exact.height};
        if (this instanceof ShortestEdge edge) {
            int narrow = Math.min(picture.width(), picture.height());
            // A double, as Python computes it: size * long / short, then int().
            double wide = (double) edge.length * Math.max(picture.width(), picture.height()) / narrow;
            int longSide = (int) Math.min(Integer.MAX_VALUE, wide);
            return picture.width() <= picture.height()
                    ? new int[] {edge.length, longSide}
                    : new int[] {longSide, edge.length};
        }
        return new int[] {picture.width(), picture.height()};
    }
}
