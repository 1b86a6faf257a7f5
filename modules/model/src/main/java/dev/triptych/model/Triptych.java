package dev.triptych.model;

import dev.triptych.nn.Precision;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Text, pictures and code in one space: the model, loaded and ready; or the space of a model that others published, which may read less:
 * {@link #modalities()} says what. Thread-safe.
 */
public final class Triptych implements Encoder<Content> {
    private final Space space;

    private Triptych(Space space) {
        this.space = space;
    }

    static Triptych of(TriModal model, Fingerprint fingerprint) {
        return new Triptych(new OwnSpace(model, fingerprint, Optional.empty()));
    }

    /** The model that comes with the library; nothing is downloaded. */
    public static Triptych load() {
        return load(DefaultModel.folder());
    }

    /**
     * A model folder that {@code triptych train} or {@code triptych model import} wrote, or one that others published for texts, for
     * pictures, or for both (sentence-transformers, Hugging Face, model2vec, open_clip).
     */
    public static Triptych load(Path folder) {
        return load(folder, Precision.FLOAT32);
    }

    /** As {@link #load(Path)}; text and code towers compute in the precision given. */
    public static Triptych load(Path folder, Precision precision) {
        Optional<ModelFolder> around = ModelFolder.around(folder);
        if (around.isPresent()) {
            return new Triptych(OwnSpace.withStaticTexts(around.get(), precision));
        }
        return PublishedFolder.is(folder)
                ? new Triptych(PublishedFolder.of(folder).open(precision))
                : load(ModelFolder.open(folder), precision);
    }

    /** A model whose text and code towers compute in the precision given; vectors of one model may be mixed. */
    public static Triptych load(ModelFolder files, Precision precision) {
        return new Triptych(new OwnSpace(files.load(precision), files.fingerprint(), Optional.empty()));
    }

    /**
     * The model that comes with the library, with its static embedding for texts: tens of thousands a second, each read as a bag of
     * tokens. Pictures and code are as in {@link #load()}, but the two are models of their own to an index.
     */
    public static Triptych loadStatic() {
        ModelFolder shipped = ModelFolder.shipped();
        return load(shipped.staticTexts()
                .orElseThrow(() -> new TriptychException(
                        "the model inside, " + shipped.name(), "no static embedding", "one", "use the model itself")));
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
        return embed(inputs, false);
    }

    @Override
    public Embeddings embedQueries(List<? extends Content> inputs) {
        return embed(inputs, true);
    }

    private Embeddings embed(List<? extends Content> inputs, boolean queries) {
        space.check();
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
                require(modality);
                Embeddings answers = space.embed(modality, contents, queries);
                for (int j = 0; j < places.size(); j++) {
                    vectors[places.get(j)] = answers.vectors()[j];
                    truncated[places.get(j)] = answers.truncated()[j];
                }
            }
        }
        return new Embeddings(vectors, truncated);
    }

    private void require(Modality modality) {
        if (!modalities().contains(modality)) {
            throw new TriptychException(
                    "the model " + fingerprint().name(),
                    modality.id(),
                    modalities().stream().sorted().map(Modality::id).collect(Collectors.joining(" or "))
                            + ", which is all that it reads",
                    "use another model, such as the one inside");
        }
    }

    @Override
    public Set<Modality> modalities() {
        return space.modalities();
    }

    @Override
    public int width() {
        return space.width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return space.textLength();
    }

    @Override
    public Optional<TextLength> codeLength() {
        return space.codeLength();
    }

    @Override
    public Fingerprint fingerprint() {
        return space.fingerprint();
    }

    @Override
    public void close() {
        space.close();
    }
}
