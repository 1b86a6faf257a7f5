package dev.triptych.space;

/** How close two vectors are. */
public final class Similarity {
    private Similarity() {}

    /** Inner product; for unit vectors it is their cosine. Accumulates in double precision. */
    public static float dot(float[] a, float[] b) {
        sameWidth(a, b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return (float) sum;
    }

    /** Cosine of the angle between two vectors, 0 if one of them is the zero vector. */
    public static float cosine(float[] a, float[] b) {
        sameWidth(a, b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : (float) (ab / Math.sqrt(aa * bb));
    }

    private static void sameWidth(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new TriptychException(
                    "vectors", a.length + " and " + b.length + " numbers", "the same width", "use one model for both");
        }
    }
}
