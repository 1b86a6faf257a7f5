package dev.triptych.train;

import dev.triptych.space.TriptychException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the model as it is now. The trainer asks between two steps, and does not know what is measured. */
public interface Validation {

    Figures measure();

    /**
     * What was found.
     *
     * @param metric the one that decides; the higher the better
     * @param all figures by name, {@code metric} among them
     */
    record Figures(String metric, Map<String, Double> all) {
        public Figures {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
            if (!all.containsKey(metric)) {
                throw new TriptychException(
                        "validate.metric", "'" + metric + "'", "one of " + all.keySet(), "mend the name in the recipe");
            }
        }

        /** The figure that decides. */
        public double value() {
            return all.getOrDefault(metric, Double.NaN);
        }
    }
}
