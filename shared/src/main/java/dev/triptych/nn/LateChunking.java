package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of a text's chunks that know what stands around them: the text goes through the transformer as one, and only then each
 * chunk's tokens are pooled (late chunking, Günther et al. 2024). Made for encoders with mean pooling; others pool the chunk's tokens
 * as they pool a text's.
 *
 * <p>A text longer than the encoder's window goes through it in several, each of which starts with the first chunk that the one
 * before did not hold whole.
 */
public final class LateChunking {
    private LateChunking() {}

    /**
     * A part of a text.
     *
     * @param start index of the first character, as {@link String#substring(int, int)} counts
     * @param end index behind the last one
     */
    public record Chunk(int start, int end) {}

    /**
     * Embeds chunks in their context.
     *
     * @param chunks in the order of their starts; they may overlap
     * @return {@code [chunks][width]}; a chunk is truncated if it alone is longer than the window. One without a token, such as white
     *     space, gives zeros
     */
    public static Embeddings embed(SequenceEncoder encoder, String text, List<Chunk> chunks) {
        check(text, chunks);
        return encoder.use(() -> embedOpen(encoder, text, chunks));
    }

    private static Embeddings embedOpen(SequenceEncoder encoder, String text, List<Chunk> chunks) {
        float[][] vectors = new float[chunks.size()][];
        boolean[] truncated = new boolean[chunks.size()];
        LocatedTokens whole = encoder.locate(text);
        if (!whole.tokens().truncated()) {
            embed(encoder, whole, chunks, 0, vectors, 0);
            return new Embeddings(vectors, truncated);
        }
        int next = 0;
        while (next < chunks.size()) {
            Interruption.check(next, chunks.size());
            int from = chunks.get(next).start();
            LocatedTokens window = encoder.locate(text.substring(from));
            int seen = window.tokens().truncated() ? from + window.seen() : text.length();
            int held = next;
            while (held < chunks.size() && chunks.get(held).end() <= seen) {
                held++;
            }
            if (held == next) {
                truncated[held++] = true;
            }
            embed(encoder, window, chunks.subList(next, held), from, vectors, next);
            next = held;
        }
        return new Embeddings(vectors, truncated);
    }

    private static void check(String text, List<Chunk> chunks) {
        int before = 0;
        for (Chunk chunk : chunks) {
            if (chunk.start() < before || chunk.end() <= chunk.start() || chunk.end() > text.length()) {
                throw new IllegalArgumentException(
                        chunk + " of a text of " + text.length() + " characters, the one before starting at " + before);
            }
            before = chunk.start();
        }
    }

    private static void embed(
            SequenceEncoder encoder, LocatedTokens window, List<Chunk> chunks, int from, float[][] vectors, int at) {
        if (chunks.isEmpty()) {
            return;
        }
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray states = encoder.states(scope, List.of(window.tokens()), false);
            NDList pooled = new NDList();
            for (Chunk chunk : chunks) {
                pooled.add(pool(encoder, scope, states, window.ends(), chunk.start() - from, chunk.end() - from));
            }
            float[] flat = encoder.finish(NDArrays.concat(pooled, 0), false).toFloatArray();
            for (int i = 0; i < chunks.size(); i++) {
                vectors[at + i] = Arrays.copyOfRange(flat, i * encoder.width(), (i + 1) * encoder.width());
            }
        }
    }

    /** A token belongs where it ends: some tokenizers count the space in front of a word to the word. */
    private static NDArray pool(
            SequenceEncoder encoder, NDManager scope, NDArray states, int[] ends, int start, int end) {
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (ends[i] > start && ends[i] <= end) {
                inside.add(i);
            }
        }
        if (inside.isEmpty()) {
            return encoder.pool(scope, states, new boolean[1][ends.length], false);
        }
        int first = inside.get(0);
        int behind = inside.get(inside.size() - 1) + 1;
        boolean[] counts = new boolean[behind - first];
        inside.forEach(i -> counts[i - first] = true);
        NDArray part = states.get(new NDIndex(":, " + first + ":" + behind));
        return encoder.pool(scope, part, new boolean[][] {counts}, false);
    }
}
