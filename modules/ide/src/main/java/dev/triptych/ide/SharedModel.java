package dev.triptych.ide;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.util.Optional;
import java.util.function.Supplier;

/** One model for all that need it, loaded when the first one does; a failed load is tried again by the next. Thread-safe. */
public final class SharedModel implements Supplier<Encoder<Content>> {
    private final Supplier<Encoder<Content>> load;
    private Optional<Encoder<Content>> loaded = Optional.empty();

    public SharedModel(Supplier<Encoder<Content>> load) {
        this.load = load;
    }

    @Override
    public synchronized Encoder<Content> get() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load.get());
        }
        return loaded.get();
    }
}
