package dev.triptych.nn;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a family calls the weights of its layers. */
public final class LayerNames {
    /** The names of a part below its layer. */
    record Name(String weight, @Nullable String bias) {}

    private final String pattern;
    private final Map<LayerPart, Name> parts = new EnumMap<>(LayerPart.class);
    private boolean firstUnnormed;

    private LayerNames(String pattern) {
        this.pattern = pattern;
    }

    /**
     * No parts yet.
     *
     * @param pattern the beginning of the names of a layer, with {@code %d} for its number
     */
    public static LayerNames below(String pattern) {
        return new LayerNames(pattern);
    }

    /** A part with {@code NAME.weight} and, if it has one, {@code NAME.bias}. */
    public LayerNames part(LayerPart part, String name, boolean bias) {
        return exactly(part, name + ".weight", bias ? name + ".bias" : null);
    }

    /** A part whose names follow no rule. */
    public LayerNames exactly(LayerPart part, String weight, @Nullable String bias) {
        parts.put(part, new Name(weight, bias));
        return this;
    }

    /** The first layer has no norm before its attention. */
    public LayerNames firstUnnormed() {
        firstUnnormed = true;
        return this;
    }

    @Nullable
    Name of(int layer, LayerPart part) {
        Name name = parts.get(part);
        if (name == null || (firstUnnormed && layer == 0 && part == LayerPart.NORM_1)) {
            return null;
        }
        String prefix = pattern.replace("%d", Integer.toString(layer));
        return new Name(prefix + name.weight(), name.bias() == null ? null : prefix + name.bias());
    }

    /** The part in whose weight this one is stored: itself, or the one that holds several. */
    LayerPart holder(LayerPart part, boolean gated) {
        return switch (part) {
            case KEY, VALUE -> fused(LayerPart.QUERY, gated) ? LayerPart.QUERY : part;
            case GATE -> fused(LayerPart.UP, gated) ? LayerPart.UP : part;
            default -> part;
        };
    }

    boolean fused(LayerPart part, boolean gated) {
        return (part == LayerPart.QUERY && !parts.containsKey(LayerPart.KEY))
                || (part == LayerPart.UP && gated && !parts.containsKey(LayerPart.GATE));
    }
}
