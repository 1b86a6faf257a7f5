package dev.triptych.index;

import dev.triptych.space.Modality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes one ranking of several. Within a modality: by how many deviations a cosine stands out, plus the BM25 score as a part of the best one
 * (a convex combination of scores that were brought to one scale: Bruch, Gai and Ingber 2023), plus what the name and the place of a piece of
 * code say. Of the modalities then by reciprocal ranks
 * (Cormack, Clarke and Büttcher 2009).
 *
 * <p>Cosines across modalities cannot be compared, ranks can. Modalities take turns; one that answers less clearly than the
 * others has its hits further apart.
 */
final class Fusion {
    /** The constant of Cormack et al. */
    static final int K = 60;

    /** What the best words are worth, in deviations of the cosine: measured, see the README of {@code modules/evaluate}. */
    private static final Map<Modality, Double> WORDS =
            Map.of(Modality.TEXT, 3.0, Modality.IMAGE, 3.0, Modality.CODE, 1.5);

    /** What a name of the same words is worth, in deviations of the cosine: measured, see the README of {@code modules/evaluate}. */
    private static final double SYMBOL = 0.75;

    private Fusion() {}

    /** What a passage gets for its rank in one list. */
    static double reciprocal(double rank) {
        return 1 / (K + rank);
    }

    /**
     * Sets the scores and sorts.
     *
     * @param deviations of the query's cosines to passages of each modality, see {@link Background#deviation}
     * @param spacing by what the ranks within each modality are multiplied, see {@link Spacing}
     * @param folding takes out of a ranking of one modality what is nearly the same as a better one
     * @param ties order of candidates with equal scores
     */
    static List<Candidate> fuse(
            Collection<Candidate> all,
            Map<Modality, Double> deviations,
            Map<Modality, Double> spacing,
            UnaryOperator<List<Candidate>> folding,
            Comparator<Candidate> ties) {
        Comparator<Candidate> best =
                Comparator.<Candidate>comparingDouble(c -> -c.score).thenComparing(ties);
        Map<Modality, List<Candidate>> byModality = new EnumMap<>(Modality.class);
        for (Candidate c : all) {
            byModality.computeIfAbsent(c.modality, m -> new ArrayList<>()).add(c);
        }
        List<Candidate> fused = new ArrayList<>(all.size());
        byModality.forEach((modality, ranking) -> {
            score(ranking, deviations.getOrDefault(modality, 1.0), WORDS.getOrDefault(modality, 1.0));
            ranking.sort(best);
            double apart = spacing.getOrDefault(modality, 1.0);
            List<Candidate> folded = folding.apply(ranking);
            for (int i = 0; i < folded.size(); i++) {
                folded.get(i).score = reciprocal((i + 1) * apart);
            }
            fused.addAll(folded);
        });
        fused.sort(best);
        return fused;
    }

    /** What words alone have found is at most as near as the last that meaning has found. */
    private static void score(List<Candidate> ranking, double deviation, double words) {
        double last = ranking.stream()
                .filter(c -> c.semanticRank > 0)
                .mapToDouble(c -> c.cosine)
                .min()
                .orElse(0);
        double highest = ranking.stream().mapToDouble(c -> c.bm25).max().orElse(0);
        for (Candidate c : ranking) {
            c.meaning = (c.semanticRank > 0 ? c.cosine : last) / deviation;
            c.wording = highest > 0 ? words * c.bm25 / highest : 0;
            c.naming = SYMBOL * c.symbol.value();
            c.score = c.meaning + c.wording + c.naming + c.placing();
        }
    }
}
