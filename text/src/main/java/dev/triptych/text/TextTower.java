package dev.triptych.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Words in natural languages to tower vectors, by a transformer from a sentence-transformers or Hugging Face folder. */
public final class TextTower implements Tower {
    /** Tokens, padding included, that keep two cores busy while a layer's activations still fit the cache. */
    private static final int BUDGET = 4096;

    private final SequenceEncoder encoder;

    public TextTower(SequenceEncoder encoder) {
        this.encoder = encoder;
    }

    public static TextTower open(Path folder, SequenceEncoder.Options options) {
        return new TextTower(SequenceEncoder.open(folder, options));
    }

    /** The encoder behind it, of which the code tower may borrow layers. */
    public SequenceEncoder encoder() {
        return encoder;
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
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
        return List.copyOf(
                encoder.tokenize(contents.stream().map(c -> ((Text) c).value()).toList()));
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
