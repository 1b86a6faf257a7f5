package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The example of Brown et al.: what always comes together is told apart by where one of the two comes alone. */
class TokenAlignmentTest {
    private static final int THE = 0;
    private static final int HOUSE = 1;
    private static final int FLOWER = 2;
    private static final int BLUE = 3;
    private static final int LA = 4;
    private static final int MAISON = 5;
    private static final int FLEUR = 6;
    private static final int BLEUE = 7;
    private static final int NEVER_MET = 8;

    private static TokenAlignment learned(int times) {
        TokenAlignment alignment = new TokenAlignment(9);
        for (int i = 0; i < times; i++) {
            alignment.add(new int[] {THE, HOUSE}, new int[] {LA, MAISON});
            alignment.add(new int[] {THE, BLUE, HOUSE}, new int[] {LA, MAISON, BLEUE});
            alignment.add(new int[] {THE, FLOWER}, new int[] {LA, FLEUR});
        }
        alignment.learn(Progress.none());
        return alignment;
    }

    @Test
    void aTokenTranslatesWhatItAloneExplains() {
        TokenAlignment.Translation[][] best = learned(1).best(2);
        assertThat(best[LA][0].token()).isEqualTo(THE);
        assertThat(best[MAISON][0].token()).isEqualTo(HOUSE);
        assertThat(best[FLEUR][0].token()).isEqualTo(FLOWER);
        assertThat(best[BLEUE][0].token()).isEqualTo(BLUE);
        assertThat(best[MAISON][0].likely()).isGreaterThan(0.5f);
    }

    @Test
    void theLikeliestComeFirstAndNoMoreThanAskedFor() {
        for (TokenAlignment.Translation[] of : learned(3).best(2)) {
            assertThat(of).hasSizeLessThanOrEqualTo(2);
            assertThat(Arrays.stream(of).map(t -> -t.likely()).toList()).isSorted();
        }
    }

    @Test
    void aTokenThatWasNotMetHasNoTranslation() {
        assertThat(learned(1).best(4)[NEVER_MET]).isEmpty();
    }

    @Test
    void couplesAreKeptWhenTheTableGrows() {
        int words = 400;
        TokenAlignment alignment = new TokenAlignment(2 * words);
        for (int i = 0; i < words; i++) {
            int[] known = new int[30];
            int[] other = new int[30];
            for (int j = 0; j < 30; j++) {
                known[j] = (i + j * j) % words;
                other[j] = words + known[j];
            }
            alignment.add(known, other);
        }
        alignment.learn(Progress.none());
        TokenAlignment.Translation[][] best = alignment.best(1);
        for (int i = 0; i < words; i++) {
            assertThat(best[words + i][0].token()).isEqualTo(i);
        }
    }
}
