package dev.triptych.index;

import dev.triptych.space.Modality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one ranking of several: reciprocal rank fusion (Cormack, Clarke and Büttcher 2009), first of meaning and words within
 * each modality, then of the modalities.
 *
 * <p>Cosines across modalities cannot be compared, ranks can. Modalities take turns; one that answers less clearly than the
 * others has its hits further apart.
 */
final class Fusion {
    /** The constant of the paper. */
    static final int K = 60;

    private Fusion() {}

    /** What a passage gets for its rank in one list; nothing if it is not in it. */
    static double reciprocal(double rank) {
        return rank <= 0 ? 0 : 1 / (K + rank);
    }

    /**
     * Sets the scores and sorts.
     *
     * @param spacing by what the ranks within each modality are multiplied, see {@link Spacing}
     * @param ties order of candidates with equal scores
     */
    static List<Candidate> fuse(Collection<Candidate> all, Map<Modality, Double> spacing, Comparator<Candidate> ties) {
        Comparator<Candidate> best =
                Comparator.<Candidate>comparingDouble(c -> -c.score).thenComparing(ties);
        Map<Modality, List<Candidate>> byModality = new EnumMap<>(Modality.class);
        for (Candidate c : all) {
            c.score = reciprocal(c.semanticRank) + reciprocal(c.wordsRank);
            byModality.computeIfAbsent(c.modality, m -> new ArrayList<>()).add(c);
        }
        List<Candidate> fused = new ArrayList<>(all.size());
        for (Map.Entry<Modality, List<Candidate>> e : byModality.entrySet()) {
            List<Candidate> ranking = e.getValue();
            ranking.sort(best);
            double apart = spacing.getOrDefault(e.getKey(), 1.0);
            for (int i = 0; i < ranking.size(); i++) {
                ranking.get(i).score = reciprocal((i + 1) * apart);
            }
            fused.addAll(ranking);
        }
        fused.sort(best);
        return fused;
    }
}
