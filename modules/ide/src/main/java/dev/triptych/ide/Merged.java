package dev.triptych.ide;

import dev.triptych.index.Hit;
import dev.triptych.space.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One answer out of several indexes of one model.
 *
 * <p>The scores of two answers cannot be compared, cosines can. So a hit counts as much as the best cosine at its place or behind it:
 * each index keeps its own order, and the one whose next hits are closer to the question comes first.
 */
final class Merged {
    private record Ranked(Hit hit, double closeness) {}

    private Merged() {}

    static List<Hit> of(List<List<Hit>> answers, int k) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        List<Ranked> all = new ArrayList<>();
        for (List<Hit> answer : answers) {
            double closeness = Double.NEGATIVE_INFINITY;
            List<Ranked> ranked = new ArrayList<>();
            for (int i = answer.size() - 1; i >= 0; i--) {
                Hit hit = answer.get(i);
                closeness = hit.why().semanticRank() > 0
                        ? Math.max(closeness, hit.why().cosine())
                        : closeness;
                ranked.add(0, new Ranked(hit, closeness));
            }
            all.addAll(ranked);
        }
        // Scores fall within an answer, so among equals the order of each index stays as well.
        all.sort(Comparator.comparingDouble((Ranked r) -> -r.closeness())
                .thenComparingDouble(r -> -r.hit().score()));
        // A folder inside another one is indexed with both.
        Set<Origin> seen = new HashSet<>();
        return all.stream()
                .map(Ranked::hit)
                .filter(hit -> seen.add(hit.origin()))
                .limit(k)
                .toList();
    }
}
