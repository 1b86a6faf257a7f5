package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Result;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A task run with a model that knows nothing and costs nothing. It shows what is wrong with the data before a model is loaded, which
 * figures there will be, and how much is to be embedded.
 *
 * @param result its protocol, data and names of figures are those of the measurement; its figures mean nothing
 * @param inputs how many of each kind
 */
record SuiteRehearsal(Result result, Map<Modality, Integer> inputs) {

    /** @throws dev.triptych.space.TriptychException if the data cannot be used */
    static SuiteRehearsal of(Task task) {
        Stranger stranger = new Stranger();
        return new SuiteRehearsal(task.run(stranger, Progress.none()), stranger.inputs);
    }

    /** Gives each content a direction in the plane, by its hash. */
    private static final class Stranger implements Encoder<Content> {
        private final Map<Modality, Integer> inputs = new EnumMap<>(Modality.class);

        @Override
        public Embeddings embed(List<? extends Content> contents) {
            float[][] vectors = new float[contents.size()][];
            for (int i = 0; i < vectors.length; i++) {
                Content content = contents.get(i);
                inputs.merge(content.modality(), 1, Integer::sum);
                int hash = content instanceof Picture picture
                        ? picture.name().hashCode()
                        : content instanceof Code code ? code.source().hashCode() : content.hashCode();
                double angle = Math.PI * hash / Integer.MAX_VALUE;
                vectors[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
            }
            return new Embeddings(vectors, new boolean[vectors.length]);
        }

        @Override
        public int width() {
            return 2;
        }

        @Override
        public Fingerprint fingerprint() {
            return new Fingerprint("nobody", "");
        }

        @Override
        public void close() {}
    }
}
