package dev.triptych.samples.draw;

import java.util.List;

/**
 * A chart or a diagram with its words and numbers.
 *
 * @param title above it, or empty
 * @param labels one per bar, slice, point or box; empty where there is none
 * @param values one per label; a diagram takes no notice of them
 */
public record Figure(ChartKind kind, String title, List<String> labels, List<Double> values, Hue hue) {
    public Figure {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
        if (labels.isEmpty() || labels.size() != values.size()) {
            throw new IllegalArgumentException(labels.size() + " labels for " + values.size() + " values");
        }
    }
}
