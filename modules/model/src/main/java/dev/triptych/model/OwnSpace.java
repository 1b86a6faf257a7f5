package dev.triptych.model;

import dev.triptych.nn.Prepared;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A model of ours; it was trained without prompts, so queries are no different. */
record OwnSpace(TriModal model, Fingerprint fingerprint) implements Space {
    @Override
    public Set<Modality> modalities() {
        return model.modalities();
    }

    @Override
    public int width() {
        return model.heads().width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return model.modalities().contains(Modality.TEXT)
                ? model.tower(Modality.TEXT).textLength()
                : Optional.empty();
    }

    @Override
    public Optional<TextLength> codeLength() {
        return model.modalities().contains(Modality.CODE)
                ? model.tower(Modality.CODE).textLength()
                : Optional.empty();
    }

    @Override
    public Embeddings embed(Modality modality, List<Content> contents, boolean queries) {
        List<Prepared> prepared = model.tower(modality).prepare(contents);
        return new Embeddings(model.embed(modality, prepared), Prepared.truncated(prepared));
    }

    @Override
    public void check() {
        model.check();
    }

    @Override
    public void close() {
        model.close();
    }
}
