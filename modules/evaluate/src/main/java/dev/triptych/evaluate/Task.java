package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;

/** One measurement: fixed data, a fixed protocol, and named figures for whichever model is asked. */
public interface Task {

    /**
     * Measures a model.
     *
     * @throws dev.triptych.space.TriptychException if the data cannot be used; the message names file and field
     */
    Result run(Encoder<Content> model, Progress progress);
}
