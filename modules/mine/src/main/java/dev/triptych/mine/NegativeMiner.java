package dev.triptych.mine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.data.ReadPairs;
import dev.triptych.data.RowWriter;
import dev.triptych.data.Tally;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hard negatives: for each anchor, the other rows' positives that a teacher finds closest, but clearly less close than the right one.
 * What scores above {@code pos − |pos| · margin} is taken for a right answer that nobody has marked (NV-Retriever, Moreira et al. 2024,
 * "TopK-PercPos").
 *
 * <p>Each row is written as it was, with {@code negatives}, best first, and {@code teacher}: the teacher's scores of the positive and of each
 * negative.
 */
public final class NegativeMiner {
    private NegativeMiner() {}

    /**
     * What to take.
     *
     * @param top only the closest so many candidates are looked at, the right ones not counted
     * @param margin part of the positive's score that a negative must lie below it
     * @param keep negatives of each row; a row that does not have so many is dropped
     */
    public record Rules(int top, double margin, int keep) {}

    private record Mined(List<Integer> negatives, List<Float> scores, float positive, int tooClose) {}

    public static MineReport mine(ReadPairs pairs, Encoder<Content> teacher, Rules rules, Path out, Progress progress) {
        Pairings pairings = Pairings.of(pairs.items(), teacher, progress);
        Mined[] mined = new Mined[pairs.items().size()];
        new Nearest(pairings.candidates().vectors())
                .each(
                        pairings.queries(),
                        (q, scores) -> {
                            ReadPairs.Item item = pairs.items().get(q);
                            int positive = pairings.candidates().number(item.positiveKey());
                            Set<Integer> right = pairings.rightOf(item);
                            // A candidate that is the anchor itself is right for it as well, whatever the rows say.
                            int self = pairings.candidates().number(item.anchorKey());
                            mined[q] = choose(scores, scores[positive], right, self, rules);
                        },
                        progress);
        Tally dropped = pairs.bad();
        int seen = pairs.items().size() + dropped.count();
        int[] kept = {0};
        double[] sums = {0, 0, 0};
        RowWriter.write(out, writer -> {
            for (int i = 0; i < mined.length; i++) {
                ReadPairs.Item item = pairs.items().get(i);
                Mined found = mined[i];
                sums[0] += found.tooClose();
                if (found.negatives().size() < rules.keep()) {
                    dropped.leave(
                            "fewer than " + rules.keep() + " negatives below the margin",
                            item.at() + ": " + Words.shown(item.anchorKey()));
                    continue;
                }
                kept[0]++;
                sums[1] += found.positive();
                sums[2] += found.scores().get(0);
                writer.add(row(item, found, pairings.candidates().keys()));
            }
        });
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("candidates", (double) pairings.candidates().keys().size());
        figures.put("candidates too close to the positive, per row", sums[0] / Math.max(1, mined.length));
        figures.put("mean score of the positive", sums[1] / Math.max(1, kept[0]));
        figures.put("mean score of the hardest negative", sums[2] / Math.max(1, kept[0]));
        figures.put("inputs cut short", (double) pairings.truncated());
        return new MineReport(seen, kept[0], dropped, figures);
    }

    private static Mined choose(float[] scores, float positive, Set<Integer> right, int self, Rules rules) {
        double threshold = positive - Math.abs(positive) * rules.margin();
        List<Integer> negatives = new ArrayList<>();
        List<Float> kept = new ArrayList<>();
        int tooClose = 0;
        for (int candidate : Best.of(scores, rules.top() + right.size() + 1)) {
            if (right.contains(candidate) || candidate == self) {
                continue;
            }
            if (negatives.size() == rules.keep() || negatives.size() + tooClose == rules.top()) {
                break;
            }
            if (scores[candidate] > threshold) {
                tooClose++;
            } else {
                negatives.add(candidate);
                kept.add(scores[candidate]);
            }
        }
        return new Mined(negatives, kept, positive, tooClose);
    }

    private static ObjectNode row(ReadPairs.Item item, Mined found, List<String> candidates) {
        ObjectNode row = item.row().deepCopy();
        ArrayNode negatives = row.putArray("negatives");
        found.negatives().forEach(n -> negatives.add(candidates.get(n)));
        ArrayNode teacher = row.putArray("teacher").add(found.positive());
        found.scores().forEach(teacher::add);
        return row;
    }
}
