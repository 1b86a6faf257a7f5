package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Modality;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static Candidate candidate(int doc, Modality m, int semanticRank, int wordsRank) {
        Candidate c = new Candidate(doc, m);
        c.semanticRank = semanticRank;
        c.cosine = semanticRank > 0 ? 1 - 0.1 * semanticRank : 0;
        c.wordsRank = wordsRank;
        c.bm25 = wordsRank > 0 ? 10.0 / wordsRank : 0;
        return c;
    }

    private static List<Integer> fuse(Map<Modality, Double> handicap, Candidate... all) {
        return Fusion.fuse(
                        List.of(all), Map.of(), handicap, UnaryOperator.identity(), Comparator.comparingInt(c -> c.doc))
                .stream()
                .map(c -> c.doc)
                .toList();
    }

    @Test
    void theConstantIsThatOfThePaper() {
        assertThat(Fusion.reciprocal(1)).isCloseTo(1.0 / 61, within(1e-12));
    }

    /** Scores with deviation 1: 1 has .9; 2 has .8 + 3/3; 3 has .7 + 3/2; 4, found by words alone, .6 + 3; 5 has .6. */
    @Test
    void oneModalityIsOrderedByCosineInDeviationsAndThePartOfTheBestWords() {
        assertThat(fuse(
                        Map.of(),
                        candidate(1, Modality.TEXT, 1, 0),
                        candidate(2, Modality.TEXT, 2, 3),
                        candidate(3, Modality.TEXT, 3, 2),
                        candidate(4, Modality.TEXT, 0, 1),
                        candidate(5, Modality.TEXT, 4, 0)))
                .containsExactly(4, 3, 2, 1, 5);
    }

    @Test
    void whereCosinesUsuallyDifferLittleTheirDifferencesCountMore() {
        List<Candidate> all = List.of(candidate(1, Modality.TEXT, 1, 0), candidate(2, Modality.TEXT, 4, 1));
        assertThat(order(all, 1.0)).containsExactly(2, 1);
        assertThat(order(all, 0.05)).containsExactly(1, 2);
    }

    private static List<Integer> order(List<Candidate> all, double deviation) {
        return Fusion.fuse(
                        all,
                        Map.of(Modality.TEXT, deviation),
                        Map.of(),
                        UnaryOperator.identity(),
                        Comparator.comparingInt(c -> c.doc))
                .stream()
                .map(c -> c.doc)
                .toList();
    }

    @Test
    void modalitiesThatAnswerEquallyClearlyTakeTurns() {
        assertThat(fuse(
                        Map.of(),
                        candidate(1, Modality.TEXT, 1, 1),
                        candidate(2, Modality.TEXT, 2, 2),
                        candidate(3, Modality.TEXT, 3, 3),
                        candidate(4, Modality.IMAGE, 1, 0),
                        candidate(5, Modality.IMAGE, 2, 0)))
                .containsExactly(1, 4, 2, 5, 3);
    }

    @Test
    void spacingSpreadsTheHitsOfAModality() {
        assertThat(fuse(
                        Map.of(Modality.IMAGE, 2.5),
                        candidate(1, Modality.TEXT, 1, 1),
                        candidate(2, Modality.TEXT, 2, 2),
                        candidate(3, Modality.TEXT, 3, 3),
                        candidate(4, Modality.IMAGE, 1, 0),
                        candidate(5, Modality.IMAGE, 2, 0)))
                .containsExactly(1, 2, 4, 3, 5);
    }

    @Test
    void theBetterOfMeaningAndWordsSetsTheSpacing() {
        assertThat(Spacing.of(Map.of(Modality.TEXT, 3.0, Modality.IMAGE, 1.0, Modality.CODE, -9.0), Map.of()))
                .isEqualTo(Map.of(Modality.TEXT, 1.0, Modality.IMAGE, 2.75, Modality.CODE, 4.5));
        assertThat(Spacing.of(
                        Map.of(Modality.TEXT, 3.0, Modality.IMAGE, 1.0, Modality.CODE, -9.0),
                        Map.of(Modality.IMAGE, 8.0, Modality.CODE, 4.0)))
                .isEqualTo(Map.of(Modality.TEXT, 1.0, Modality.IMAGE, 1.0, Modality.CODE, 2.75));
    }

    @Test
    void allModalitiesThatAreClearAreEquallyClear() {
        assertThat(Spacing.of(Map.of(Modality.TEXT, 9.0, Modality.IMAGE, 2.0), Map.of()))
                .containsEntry(Modality.TEXT, 1.0)
                .containsEntry(Modality.IMAGE, 1.0);
    }
}
