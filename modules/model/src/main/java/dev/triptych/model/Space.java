package dev.triptych.model;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands behind {@link Triptych}: a model of ours, or one that others published. */
sealed interface Space extends AutoCloseable permits OwnSpace, PublishedTexts, PublishedTowers {
    Set<Modality> modalities();

    int width();

    Optional<TextLength> textLength();

    Optional<TextLength> codeLength();

    Fingerprint fingerprint();

    /**
     * Unit vectors of contents of one kind, in the order given.
     *
     * @param modality one of {@link #modalities()}
     * @param queries whether they are looked for, and not what is found
     */
    Embeddings embed(Modality modality, List<Content> contents, boolean queries);

    /** @throws IllegalStateException if it is closed */
    void check();

    @Override
    void close();
}
