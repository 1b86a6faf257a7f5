package dev.triptych.model;

import dev.triptych.nn.Pooling;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.StaticEmbedding;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model of ours; it was trained without prompts, so queries are no different.
 *
 * @param table answers for texts in the place of the text tower, if it is there
 */
record OwnSpace(TriModal model, Fingerprint fingerprint, Optional<StaticEmbedding> table) implements Space {

    /** A model whose static embedding answers for texts; the text tower is opened only if the code tower needs it. */
    static OwnSpace withStaticTexts(ModelFolder folder, Precision precision) {
        Path words = folder.staticTexts().orElseThrow();
        Fingerprint own = folder.fingerprint();
        TriModal model = folder.load(precision);
        try {
            SequenceEncoder.Options options = new SequenceEncoder.Options(Pooling.MEAN, folder.staticTokens());
            return new OwnSpace(
                    model,
                    new Fingerprint(own.name() + "-static", own.sha256()),
                    Optional.of(StaticEmbedding.open(words, options)));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

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
        if (table.isPresent()) {
            return table.map(StaticEmbedding::length);
        }
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
        if (modality == Modality.TEXT && table.isPresent()) {
            return table.get()
                    .embed(contents.stream().map(c -> ((Text) c).value()).toList());
        }
        List<Prepared> prepared = model.tower(modality).prepare(contents);
        return new Embeddings(model.embed(modality, prepared), Prepared.truncated(prepared));
    }

    @Override
    public void check() {
        model.check();
    }

    @Override
    public void close() {
        table.ifPresent(StaticEmbedding::close);
        model.close();
    }
}
