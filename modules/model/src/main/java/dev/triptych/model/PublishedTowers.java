package dev.triptych.model;

import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextTowers;
import dev.triptych.vision.ImageTower;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A published model of pictures, of captions, or of both in one space. A side is opened when it is first asked, but for the one that
 * says how wide the space is.
 */
final class PublishedTowers implements Space {
    private final Path folder;
    private final SequenceEncoder.Options options;
    private final Set<Modality> modalities;
    private final Map<Modality, Tower> open = new EnumMap<>(Modality.class);
    private final FolderFingerprint fingerprint;
    private final CloseGuard guard;
    private final int width;

    /**
     * Opens a folder.
     *
     * @param modalities text, image or both
     */
    PublishedTowers(
            Path folder, Set<Modality> modalities, SequenceEncoder.Options options, FolderFingerprint fingerprint) {
        this.folder = folder;
        this.options = options;
        this.modalities = Set.copyOf(modalities);
        this.fingerprint = fingerprint;
        guard = new CloseGuard("model " + folder);
        Modality first = EnumSet.copyOf(modalities).iterator().next();
        Tower tower = open(first);
        open.put(first, tower);
        width = tower.width();
    }

    private Tower open(Modality modality) {
        return modality == Modality.IMAGE ? ImageTower.open(folder) : TextTowers.open(folder, options);
    }

    private synchronized Tower tower(Modality modality) {
        Tower tower = open.get(modality);
        if (tower == null) {
            tower = open(modality);
            if (tower.width() != width) {
                int found = tower.width();
                tower.close();
                throw new TriptychException(
                        folder.toString(),
                        found + " numbers per vector of the " + modality.id() + " side",
                        width + ", as of the other side",
                        "use a folder whose sides share a space");
            }
            open.put(modality, tower);
        }
        return tower;
    }

    @Override
    public Set<Modality> modalities() {
        return modalities;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public Optional<TextLength> textLength() {
        return modalities.contains(Modality.TEXT) ? tower(Modality.TEXT).textLength() : Optional.empty();
    }

    @Override
    public Optional<TextLength> codeLength() {
        return modalities.contains(Modality.CODE) ? tower(Modality.CODE).textLength() : Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint.get();
    }

    @Override
    public Embeddings embed(Modality modality, List<Content> contents, boolean queries) {
        Tower tower = tower(modality);
        List<Prepared> inputs = tower.prepare(contents);
        float[][] vectors = LengthBuckets.vectors(
                inputs, tower.budget(), (scope, batch) -> guard.use(() -> tower.forward(scope, batch, false)));
        return new Embeddings(vectors, Prepared.truncated(inputs));
    }

    @Override
    public void check() {
        guard.check();
    }

    @Override
    public void close() {
        guard.close(this::free);
    }

    private synchronized void free() {
        open.values().forEach(Tower::close);
    }
}
