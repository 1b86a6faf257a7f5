package dev.triptych.nn;

/** Which learned bias a distance between two tokens gets, in both directions, as T5 and MPNet count it. */
final class RelativeBuckets {
    private RelativeBuckets() {}

    /** {@code [tokens][tokens]} row by row: the bucket for a query at the row and a key at the column. */
    static long[] of(int tokens, Blueprint.Relative relative) {
        int half = relative.buckets() / 2;
        int exact = half / 2;
        long[] buckets = new long[tokens * tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = 0; key < tokens; key++) {
                int distance = Math.abs(key - query);
                int bucket = distance;
                if (distance >= exact) {
                    // In float32, as the reference counts: at the borders of buckets the rounding decides.
                    float log = (float) Math.log((float) distance / exact)
                            / (float) Math.log((double) relative.farthest() / exact);
                    bucket = Math.min(half - 1, exact + (int) (log * (half - exact)));
                }
                buckets[query * tokens + key] = key > query ? bucket + (long) half : bucket;
            }
        }
        return buckets;
    }
}
