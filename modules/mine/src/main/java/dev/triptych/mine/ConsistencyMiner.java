package dev.triptych.mine;

import dev.triptych.data.ReadPairs;
import dev.triptych.data.RowWriter;
import dev.triptych.data.Tally;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Consistency filter: a pair stays if a teacher ranks its positive among the first k of all positives for its anchor (Promptagator, Dai et
 * al. 2022; E5, Wang et al. 2022). Other right answers of the same anchor are not counted before it.
 */
public final class ConsistencyMiner {
    private ConsistencyMiner() {}

    /** @param top k; the rank from 1 up to which a pair stays */
    public static MineReport mine(ReadPairs pairs, Encoder<Content> teacher, int top, Path out, Progress progress) {
        Pairings pairings = Pairings.of(pairs.items(), teacher, progress);
        int[] ranks = new int[pairs.items().size()];
        new Nearest(pairings.candidates().vectors())
                .each(
                        pairings.queries(),
                        (q, scores) -> {
                            ReadPairs.Item item = pairs.items().get(q);
                            ranks[q] = rank(
                                    scores, pairings.candidates().number(item.positiveKey()), pairings.rightOf(item));
                        },
                        progress);
        Tally dropped = pairs.bad();
        int seen = ranks.length + dropped.count();
        int[] kept = {0};
        double[] reciprocal = {0};
        RowWriter.write(out, writer -> {
            for (int i = 0; i < ranks.length; i++) {
                ReadPairs.Item item = pairs.items().get(i);
                reciprocal[0] += 1.0 / ranks[i];
                if (ranks[i] <= top) {
                    kept[0]++;
                    writer.add(item.row());
                } else {
                    dropped.leave(
                            "the teacher does not rank the positive in its first " + top,
                            item.at() + ": " + Words.shown(item.anchorKey()) + " (rank " + ranks[i] + ")");
                }
            }
        });
        return new MineReport(
                seen,
                kept[0],
                dropped,
                Map.of("mean reciprocal rank before", reciprocal[0] / Math.max(1, ranks.length)));
    }

    /** Candidates with the positive's very score come before it: a teacher that tells nothing apart keeps nothing. */
    private static int rank(float[] scores, int positive, Set<Integer> right) {
        int before = 0;
        for (int i = 0; i < scores.length; i++) {
            before += scores[i] >= scores[positive] && !right.contains(i) ? 1 : 0;
        }
        return before + 1;
    }
}
