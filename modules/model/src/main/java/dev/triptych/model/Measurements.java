package dev.triptych.model;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import dev.triptych.train.YamlNode;
import java.util.List;
import java.util.Map;

/** Knows the tasks that a recipe may name under {@code validate}; training itself knows none. */
@FunctionalInterface
public interface Measurements {

    /**
     * Reads the tasks and looks whether their files are there, before the run begins.
     *
     * @throws TriptychException if a task is unknown, or its fields or files are wrong
     */
    Measurement open(List<YamlNode> tasks);

    /** Measures a model, which it does not close: figures by name. */
    @FunctionalInterface
    interface Measurement {
        Map<String, Double> of(Encoder<Content> model);
    }

    /** Refuses recipes that ask for validation. */
    static Measurements none() {
        return tasks -> {
            throw new TriptychException(
                    "validate", "tasks", "a caller that gives measurements", "train with triptych train, or remove it");
        };
    }
}
