package dev.triptych.evaluate;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.util.List;
import java.util.function.Function;

/** Gives each content the vector that a test chose for its words, its picture's file name, or its method's name or source. */
final class FakeEncoder implements Encoder<Content> {
    private final Function<String, float[]> vector;

    FakeEncoder(Function<String, float[]> vector) {
        this.vector = vector;
    }

    /** Points at angles of the unit circle, so that the closer angle has the higher cosine. */
    static float[] angle(double radians) {
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians)};
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        boolean[] truncated = new boolean[inputs.size()];
        float[][] vectors = new float[inputs.size()][];
        for (int i = 0; i < vectors.length; i++) {
            String key = key(inputs.get(i));
            vectors[i] = vector.apply(key);
            truncated[i] = key.contains("long");
        }
        return new Embeddings(vectors, truncated);
    }

    private static String key(Content content) {
        if (content instanceof Text text) {
            return text.value();
        }
        if (content instanceof Picture picture) {
            return picture.name().substring(picture.name().lastIndexOf('/') + 1);
        }
        Code code = (Code) content;
        return code.name().isEmpty() ? code.source() : code.name();
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint("fake", "00".repeat(32));
    }

    @Override
    public void close() {}
}
