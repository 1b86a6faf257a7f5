package dev.triptych.ide;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A model of sorts: shared words make vectors close. Pictures are "seen" by the words of their bytes. */
public final class HashEncoder implements Encoder<Content> {
    private static final int WIDTH = 64;

    private final String name;

    public HashEncoder(String name) {
        this.name = name;
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        float[][] vectors = new float[inputs.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = vector(words(inputs.get(i)));
        }
        return new Embeddings(vectors, new boolean[vectors.length]);
    }

    private static String words(Content content) {
        if (content instanceof Text text) {
            return text.value();
        }
        if (content instanceof Code code) {
            String words = code.name() + " " + code.doc() + " " + code.source();
            return words.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        }
        Picture picture = (Picture) content;
        try {
            return new String(picture.source().read(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TriptychException(picture.name() + ": cannot be read", e);
        }
    }

    private static float[] vector(String words) {
        float[] vector = new float[WIDTH];
        vector[0] = 0.01f;
        for (String word : words.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            vector[Math.floorMod(word.hashCode(), WIDTH)] += 1;
        }
        double norm = 0;
        for (float x : vector) {
            norm += x * x;
        }
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(norm));
        }
        return vector;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(name, String.format(Locale.ROOT, "%064x", name.hashCode() & 0xffffffffL));
    }

    @Override
    public void close() {}
}
