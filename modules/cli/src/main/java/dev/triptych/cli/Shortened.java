package dev.triptych.cli;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.TextLength;
import dev.triptych.space.TriptychException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The first numbers of another encoder's vectors, brought back to unit length. */
record Shortened(Encoder<Content> whole, int width) implements Encoder<Content> {

    static Encoder<Content> of(Encoder<Content> whole, int width) {
        if (width > whole.width()) {
            int most = whole.width();
            whole.close();
            throw new TriptychException(
                    "--dimension",
                    String.valueOf(width),
                    "from 1 to " + most + ", the width of the model",
                    "choose a smaller one");
        }
        return new Shortened(whole, width);
    }

    @Override
    public Embeddings embed(List<? extends Content> inputs) {
        Embeddings answer = whole.embed(inputs);
        float[][] vectors = new float[answer.vectors().length][];
        Arrays.setAll(vectors, i -> unit(Arrays.copyOf(answer.vectors()[i], width)));
        return new Embeddings(vectors, answer.truncated());
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += (double) x * x;
        }
        float norm = (float) Math.max(Math.sqrt(sum), 1e-12);
        for (int j = 0; j < vector.length; j++) {
            vector[j] /= norm;
        }
        return vector;
    }

    @Override
    public Optional<TextLength> textLength() {
        return whole.textLength();
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint(
                whole.fingerprint().name() + "/" + width, whole.fingerprint().sha256());
    }

    @Override
    public void close() {
        whole.close();
    }
}
