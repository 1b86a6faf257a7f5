package dev.triptych.evaluate.report;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A model of sorts: shared words make vectors close. It counts what it is given. */
final class WordEncoder implements Encoder<Content> {
    private static final int WIDTH = 32;

    private final String name;
    private final Set<Modality> modalities;
    int inputs;
    /** What every number is multiplied by: not a number, to be a broken model. */
    float factor = 1;

    WordEncoder(String name, Modality... modalities) {
        this.name = name;
        this.modalities = Set.of(modalities);
    }

    @Override
    public Embeddings embed(List<? extends Content> contents) {
        inputs += contents.size();
        float[][] vectors = new float[contents.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = vector(words(contents.get(i)));
        }
        return new Embeddings(vectors, new boolean[vectors.length]);
    }

    private static String words(Content content) {
        return content instanceof Text text
                ? text.value()
                : content instanceof Code code ? code.source() : ((Picture) content).name();
    }

    private float[] vector(String words) {
        float[] vector = new float[WIDTH];
        for (String word : words.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), WIDTH)] += 1;
        }
        double norm = 0;
        for (float x : vector) {
            norm += x * x;
        }
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) (factor * vector[i] / Math.sqrt(norm));
        }
        return vector;
    }

    @Override
    public Set<Modality> modalities() {
        return modalities;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(name, "sha of " + name);
    }

    @Override
    public void close() {}
}
