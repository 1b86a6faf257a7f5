package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Embeds long lists with a progress bar, and counts what was cut short. */
final class Embedder {
    private static final int CHUNK = 128;

    private final Encoder<Content> model;
    private final Progress progress;
    private int truncated;

    Embedder(Encoder<Content> model, Progress progress) {
        this.model = model;
        this.progress = progress;
    }

    /** {@code [inputs][width]}, in the order given. */
    float[][] embed(String what, List<? extends Content> inputs) {
        return embed(what, inputs, model::embed);
    }

    /** As {@link #embed}; a sentence that comes again is embedded once, and its vector shared. */
    float[][] sentences(String what, List<String> sentences) {
        List<String> distinct = sentences.stream().distinct().toList();
        float[][] vectors = embed(what, distinct.stream().map(Text::of).toList());
        Map<String, float[]> known = new HashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            known.put(distinct.get(i), vectors[i]);
        }
        return sentences.stream().map(known::get).toArray(float[][]::new);
    }

    /** As {@link #embed}, for what is looked for. */
    float[][] queries(List<? extends Content> inputs) {
        return embed("queries", inputs, model::embedQueries);
    }

    private float[][] embed(
            String what, List<? extends Content> inputs, Function<List<? extends Content>, Embeddings> encoder) {
        float[][] vectors = new float[inputs.size()][];
        try (Progress.Task bar = progress.start(what, inputs.size())) {
            for (int start = 0; start < vectors.length; start += CHUNK) {
                List<? extends Content> chunk = inputs.subList(start, Math.min(start + CHUNK, vectors.length));
                Embeddings answer = encoder.apply(chunk);
                for (int i = 0; i < chunk.size(); i++) {
                    vectors[start + i] = finite(answer.vectors()[i], what, start + i);
                }
                truncated += answer.truncatedCount();
                bar.advance(chunk.size());
            }
        }
        return vectors;
    }

    int truncated() {
        return truncated;
    }

    /** Inner products of one query with every candidate. */
    static float[] scores(float[] query, float[][] candidates) {
        float[] scores = new float[candidates.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Similarity.dot(query, candidates[i]);
        }
        return scores;
    }

    private float[] finite(float[] vector, String what, int index) {
        for (float x : vector) {
            if (!Float.isFinite(x)) {
                throw new TriptychException(
                        "model " + model.fingerprint(),
                        x + " in the vector of " + what + " " + (index + 1),
                        "finite numbers",
                        "the weights are damaged, or the training went wrong: train again or use another checkpoint");
            }
        }
        return vector;
    }
}
