package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One measurement: fixed data, a fixed protocol, and named figures for whichever model is asked. Tasks are records: equal ones measure the same. */
public interface Task {

    /**
     * Measures a model.
     *
     * @throws dev.triptych.space.TriptychException if the data cannot be used; the message names file and field
     */
    Result run(Encoder<Content> model, Progress progress);

    /** The files and folders that are read, by the name of the field that gives them; they may be missing until the task runs. */
    Map<String, Path> files();

    /** What the model has to be able to embed; nothing, if words alone rank. */
    Set<Modality> modalities();

    /** The same measurement with BM25 in the model's place, which is then not asked for vectors; empty if words cannot do it. */
    default Optional<Task> byWords() {
        return Optional.empty();
    }
}
