package dev.triptych.cli;

import dev.triptych.index.Stats;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import java.util.List;

/** Stands for the model of an index when only words are searched, so that none has to be loaded. */
record NoModel(Fingerprint fingerprint, int width) implements Encoder<Content> {

    static NoModel of(Stats index) {
        return new NoModel(index.model(), index.width());
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        throw new IllegalStateException("a search by words embeds nothing");
    }

    @Override
    public void close() {}
}
