package dev.triptych.library;

import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Passage;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Embeds passages in batches; one that the encoder cannot read is left out and named, and costs no other its vector. */
final class Embedding {
    private final Encoder<Content> space;
    private final List<String> refused = new ArrayList<>();
    private int truncated;

    Embedding(Encoder<Content> space) {
        this.space = space;
    }

    /** For each passage its vector, or nothing if the encoder refused it. */
    List<Optional<float[]>> embed(List<Passage> passages, int batch) {
        List<Optional<float[]>> vectors = new ArrayList<>(passages.size());
        for (int from = 0; from < passages.size(); from += batch) {
            attempt(passages.subList(from, Math.min(passages.size(), from + batch)), vectors);
        }
        return vectors;
    }

    private void attempt(List<Passage> passages, List<Optional<float[]>> vectors) {
        try {
            Embeddings e = space.embed(passages.stream().map(Passage::content).toList());
            for (float[] v : e.vectors()) {
                vectors.add(Optional.of(v));
            }
            truncated += e.truncatedCount();
        } catch (TriptychException e) {
            int half = passages.size() / 2;
            if (half == 0) {
                refused.add(passages.get(0).origin() + ": " + e.getMessage());
                vectors.add(Optional.empty());
            } else {
                attempt(passages.subList(0, half), vectors);
                attempt(passages.subList(half, passages.size()), vectors);
            }
        }
    }

    int truncated() {
        return truncated;
    }

    List<String> refused() {
        return refused;
    }
}
