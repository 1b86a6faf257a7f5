package dev.triptych.mine;

import dev.triptych.space.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of queries against all candidates: exact, because a miner that misses the nearest candidate misses what it looks for, and
 * still a small part of the time that embedding takes.
 *
 * <p>Candidates are stored a tile at a time with their numbers side by side, so that the inner loop runs over candidates and becomes
 * vector instructions.
 */
final class Nearest {
    private static final int TILE = 1024;

    private final float[][] tiles;
    private final int count;
    private final int width;

    Nearest(float[][] candidates) {
        count = candidates.length;
        width = count == 0 ? 0 : candidates[0].length;
        tiles = new float[(count + TILE - 1) / TILE][];
        for (int t = 0; t < tiles.length; t++) {
            int size = Math.min(TILE, count - t * TILE);
            tiles[t] = new float[width * size];
            for (int j = 0; j < size; j++) {
                float[] vector = candidates[t * TILE + j];
                for (int d = 0; d < width; d++) {
                    tiles[t][d * size + j] = vector[d];
                }
            }
        }
    }

    /** Takes the scores of one query; called from several threads, each query once. */
    interface Sink {
        /** @param scores {@code [candidates]} inner products; valid during the call */
        void scores(int query, float[] scores);
    }

    void each(float[][] queries, Sink sink, Progress progress) {
        try (Progress.Task bar = progress.start("comparing", queries.length)) {
            IntStream.range(0, queries.length).parallel().forEach(q -> {
                sink.scores(q, scores(queries[q]));
                bar.advance(1);
            });
        }
    }

    float[] scores(float[] query) {
        float[] all = new float[count];
        float[] sums = new float[TILE];
        for (int t = 0; t < tiles.length; t++) {
            float[] tile = tiles[t];
            int size = tile.length / width;
            Arrays.fill(sums, 0);
            for (int d = 0; d < width; d++) {
                float x = query[d];
                int at = d * size;
                for (int j = 0; j < size; j++) {
                    sums[j] += x * tile[at + j];
                }
            }
            System.arraycopy(sums, 0, all, t * TILE, size);
        }
        return all;
    }
}
