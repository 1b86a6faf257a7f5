package dev.triptych.index;

import dev.triptych.space.Modality;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far apart the hits of a modality stand in an answer: 1 where it answers as clearly as any, more where it answers less
 * clearly. With spacing 3 its first hit competes with the third of a clear modality, its second with the sixth.
 *
 * <p>A modality is as clear as the better of its two witnesses says: how far its best cosines stand out from its own
 * background, and how near its best BM25 score is to the best of all.
 */
final class Spacing {
    /** So far above chance (see {@link Background#evidence}) an answer is clear; beyond it nothing is gained. */
    private static final double CLEAR = 2;
    /**
     * Of three modalities the two clearest have four hits each before the first of the third, which is then ninth: whatever
     * the index holds, the first page shows some of it.
     */
    private static final double MOST = 4.5;

    private Spacing() {}

    /**
     * The spacing of every modality.
     *
     * @param evidence by meaning, see {@link Background#evidence}; absent if meaning found nothing there
     * @param bm25 the best score of each modality by words; absent if words found nothing there
     */
    static Map<Modality, Double> of(Map<Modality, Double> evidence, Map<Modality, Double> bm25) {
        double clearest = Math.min(
                CLEAR, evidence.values().stream().mapToDouble(d -> d).max().orElse(0));
        double highest = bm25.values().stream().mapToDouble(d -> d).max().orElse(1);
        Map<Modality, Double> spacing = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            double byMeaning = evidence.containsKey(m) ? (clearest - evidence.get(m)) / CLEAR : 1;
            double byWords = bm25.containsKey(m) ? 1 - bm25.get(m) / highest : 1;
            double unclear = Math.max(0, Math.min(1, Math.min(byMeaning, byWords)));
            spacing.put(m, 1 + (MOST - 1) * unclear);
        }
        return spacing;
    }
}
