package dev.triptych.model;

import dev.triptych.nn.Precision;
import dev.triptych.nn.Prepared;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Text, pictures and code in one space: the model, loaded and ready. Thread-safe. */
public final class Triptych implements Encoder<Content> {
    private final TriModal model;
    private final Fingerprint fingerprint;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Triptych(TriModal model, Fingerprint fingerprint) {
        this.model = model;
        this.fingerprint = fingerprint;
    }

    static Triptych of(TriModal model, Fingerprint fingerprint) {
        return new Triptych(model, fingerprint);
    }

    /** The model that comes with the library; nothing is downloaded. */
    public static Triptych load() {
        return load(DefaultModel.folder());
    }

    /** A model folder that {@code triptych train} wrote. */
    public static Triptych load(Path folder) {
        return load(ModelFolder.open(folder), Precision.FLOAT32);
    }

    /** A model whose text and code towers compute in the precision given; vectors of one model may be mixed. */
    public static Triptych load(ModelFolder files, Precision precision) {
        return new Triptych(files.load(precision), files.fingerprint());
    }

    /** One unit vector. */
    public float[] embed(Content content) {
        return embed(List.of(content)).vectors()[0];
    }

    /** Unit vectors of mixed content, in the order given. */
    public List<float[]> embedAll(List<? extends Content> contents) {
        return List.of(embed(contents).vectors());
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        if (closed.get()) {
            throw new IllegalStateException("this model is closed: load it again");
        }
        float[][] vectors = new float[inputs.size()][];
        boolean[] truncated = new boolean[inputs.size()];
        for (Modality modality : Modality.values()) {
            List<Content> contents = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i).modality() == modality) {
                    contents.add(inputs.get(i));
                    places.add(i);
                }
            }
            if (!contents.isEmpty()) {
                List<Prepared> prepared = model.tower(modality).prepare(contents);
                float[][] answers = model.embed(modality, prepared);
                for (int j = 0; j < answers.length; j++) {
                    vectors[places.get(j)] = answers[j];
                    truncated[places.get(j)] = prepared.get(j).truncated();
                }
            }
        }
        return new Embeddings(vectors, truncated);
    }

    @Override
    public int width() {
        return model.heads().width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return model.tower(Modality.TEXT).textLength();
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            model.close();
        }
    }
}
