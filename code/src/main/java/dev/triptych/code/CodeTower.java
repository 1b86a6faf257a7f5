package dev.triptych.code;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Source code to tower vectors: the views of a unit as one text with split identifiers, then a transformer. */
public final class CodeTower implements Tower {
    /** Tokens, padding included, that keep two cores busy while a layer's activations still fit the cache. */
    private static final int BUDGET = 4096;

    private final SequenceEncoder encoder;

    public CodeTower(SequenceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public Modality modality() {
        return Modality.CODE;
    }

    @Override
    public int width() {
        return encoder.width();
    }

    @Override
    public int budget() {
        return BUDGET;
    }

    @Override
    public List<Prepared> prepare(List<? extends Content> contents) {
        return List.copyOf(encoder.tokenize(
                contents.stream().map(c -> CodeViews.render((Code) c)).toList()));
    }

    @Override
    public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
        return encoder.forward(
                scope, batch.stream().map(p -> (Prepared.Tokens) p).toList(), train);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return encoder.parameters();
    }

    @Override
    public void save(Path folder, DType dtype) throws IOException {
        encoder.save(folder, dtype);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
