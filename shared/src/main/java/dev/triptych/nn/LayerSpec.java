package dev.triptych.nn;

/**
 * How the layers of a transformer are made; one record describes every family.
 *
 * @param width numbers per token
 * @param heads of the queries
 * @param keyHeads of keys and values; fewer than {@code heads} where several queries share one
 * @param headWidth numbers per head
 * @param inner numbers per token between the two linear layers of the feed-forward block
 * @param depth layers
 * @param normFirst whether a block reads what the norm gives and adds to what the norm read; otherwise the norm comes behind the sum
 * @param rootMeanSquare whether norms only divide by the root of the mean square (Zhang and Sennrich 2019)
 * @param epsilon of the norms
 * @param gated whether the activation of one half multiplies the other (Shazeer 2020)
 * @param scale of the products of query and key
 */
public record LayerSpec(
        int width,
        int heads,
        int keyHeads,
        int headWidth,
        int inner,
        int depth,
        boolean normFirst,
        boolean rootMeanSquare,
        double epsilon,
        Activation activation,
        boolean gated,
        double scale) {

    /** The usual kind: as many key heads as heads, which share the width. */
    public static LayerSpec plain(
            int width, int heads, int inner, int depth, boolean normFirst, double epsilon, Activation activation) {
        int head = width / heads;
        return new LayerSpec(
                width,
                heads,
                heads,
                head,
                inner,
                depth,
                normFirst,
                false,
                epsilon,
                activation,
                false,
                1 / Math.sqrt(head));
    }

    /** The first row of a part in the weight that holds it: query, key and value follow each other, and the gate comes before the other half. */
    int firstRow(LayerPart part, boolean fused) {
        if (!fused) {
            return 0;
        }
        return switch (part) {
            case KEY -> heads * headWidth;
            case VALUE -> (heads + keyHeads) * headWidth;
            case UP -> inner;
            default -> 0;
        };
    }

    long[] shape(LayerPart part, boolean fused) {
        int queries = heads * headWidth;
        int keys = keyHeads * headWidth;
        return switch (part) {
            case NORM_1, NORM_2, SCALE_1, SCALE_2 -> new long[] {width};
            case QUERY_NORM, KEY_NORM -> new long[] {headWidth};
            case QUERY -> new long[] {fused ? queries + 2L * keys : queries, width};
            case KEY, VALUE -> new long[] {keys, width};
            case OUT -> new long[] {width, queries};
            case UP -> new long[] {fused ? 2L * inner : inner, width};
            case GATE -> new long[] {inner, width};
            case DOWN -> new long[] {width, inner};
        };
    }
}
