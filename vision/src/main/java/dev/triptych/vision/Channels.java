package dev.triptych.vision;

import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.util.List;

/**
 * Reads what a config says of red, green and blue.
 *
 * @param white what the grey level 255 has become by rescaling; no mean or deviation of pictures is above it
 */
record Channels(JsonConfig config, double white) {
    /** 1/255 comes rounded in decimal. */
    private static final double ROUNDING = 1 + 1e-6;

    /** Three means. */
    List<Double> means(String field) {
        return checked(field, three(field), 0, "from 0 to ");
    }

    /** Three standard deviations. */
    List<Double> deviations(String field) {
        return checked(field, three(field), Double.MIN_VALUE, "above 0, at most ");
    }

    private List<Double> three(String field) {
        List<Double> values = config.numbers(field);
        if (values.size() != 3) {
            throw wrong(field, values.size() + " numbers", "three, for red, green and blue");
        }
        return values;
    }

    private List<Double> checked(String field, List<Double> values, double least, String expected) {
        for (double value : values) {
            if (value < least || value > white * ROUNDING) {
                throw wrong(
                        field,
                        values.toString(),
                        "three numbers " + expected + white + ", what rescaling makes of 255");
            }
        }
        return values;
    }

    private TriptychException wrong(String field, String found, String expected) {
        return new TriptychException(config.where(field), found, expected, "correct the field");
    }
}
