package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A tower that reads its contents as words: a rendering to one text, then a {@link SequenceEncoder}. */
public abstract class SequenceTower implements Tower {
    private final Modality modality;
    private final SequenceEncoder encoder;
    private final Function<Content, String> words;

    /**
     * A tower.
     *
     * @param words what the encoder reads of a content
     */
    protected SequenceTower(Modality modality, SequenceEncoder encoder, Function<Content, String> words) {
        this.modality = modality;
        this.encoder = encoder;
        this.words = words;
    }

    /** The encoder behind it, of which another tower may borrow layers. */
    public final SequenceEncoder encoder() {
        return encoder;
    }

    @Override
    public final Modality modality() {
        return modality;
    }

    @Override
    public final int width() {
        return encoder.width();
    }

    @Override
    public final int budget() {
        return LengthBuckets.TOKENS;
    }

    @Override
    public final Optional<TextLength> textLength() {
        return Optional.of(encoder.length());
    }

    @Override
    public final List<Prepared> prepare(List<? extends Content> contents) {
        return List.copyOf(encoder.tokenize(contents.stream().map(words).toList()));
    }

    @Override
    public final NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
        return encoder.forward(
                scope, batch.stream().map(p -> (Prepared.Tokens) p).toList(), train);
    }

    @Override
    public final Map<String, NDArray> parameters() {
        return encoder.parameters();
    }

    @Override
    public final Optional<LayerStack> layers() {
        return Optional.of(encoder.layers());
    }

    @Override
    public final void save(Path folder, DType dtype) throws IOException {
        encoder.save(folder, dtype);
    }

    @Override
    public final void close() {
        encoder.close();
    }
}
