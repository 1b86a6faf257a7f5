package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void hitCountsTheQueriesWhoseFirstRightAnswerIsAmongTheFirstK() {
        int[] ranks = {1, 5, 6, 10, 11};
        assertThat(Metrics.hitAt(ranks, 1)).isEqualTo(0.2);
        assertThat(Metrics.hitAt(ranks, 5)).isEqualTo(0.4);
        assertThat(Metrics.hitAt(ranks, 10)).isEqualTo(0.8);
    }

    @Test
    void recallDividesByAllRightAnswersOfTheQuery() {
        assertThat(Metrics.recallAt(new int[] {2, 7, 30, 400, 5000}, 10)).isEqualTo(0.4);
    }

    @Test
    void reciprocalRankCountsNothingBehindTheCut() {
        assertThat(Metrics.mrrAt(new int[] {1, 2, 10, 11}, 10)).isEqualTo((1 + 0.5 + 0.1) / 4, within(EXACT));
    }

    /** Expected value from numpy: linear gains over log2(rank + 1), cut at 10, two relevant documents never retrieved. */
    @Test
    void gainEqualsTheReferenceOnRandomGrades() {
        double[] gains = {3, 3, 0, 2, 3, 3, 2, 2, 0, 2, 1, 0, 0, 2, 2};
        assertThat(Metrics.ndcgAt(gains, new double[] {3, 1}, 10)).isEqualTo(0.819158714325506, within(EXACT));
    }

    @Test
    void gainIsOneForTheBestOrderAndZeroWhenNothingIsRelevant() {
        assertThat(Metrics.ndcgAt(new double[] {2, 1, 0}, new double[0], 10)).isEqualTo(1, within(EXACT));
        assertThat(Metrics.ndcgAt(new double[] {0, 0}, new double[0], 10)).isZero();
    }

    /** Expected value from scipy.stats.spearmanr on values rounded to one decimal, so with many ties on both sides. */
    @Test
    void spearmanEqualsScipyWithTies() {
        double[] a = {
            0.0, 0.3, -0.3, -0.9, -0.5, -1.0, 0.1, 1.3, -0.5, -0.6, 0.5, 0.4, 0.1, -0.9, -0.0, 0.7, -1.3, -0.5, -1.9,
            -1.3
        };
        double[] b = {
            -1.8, 0.1, -1.6, -0.6, -0.3, -1.2, -2.4, 0.8, -0.5, -0.5, -1.0, -0.1, -0.9, -1.7, 1.1, -0.1, -1.3, 0.4,
            -2.5, -1.4
        };
        assertThat(Metrics.spearman(a, b)).isEqualTo(0.482265387082676, within(EXACT));
    }

    @Test
    void spearmanSeesOrderOnly() {
        double[] a = {1, 2, 3, 4};
        assertThat(Metrics.spearman(a, new double[] {1, 10, 100, 1e9})).isEqualTo(1, within(EXACT));
        assertThat(Metrics.spearman(a, new double[] {9, 7, 5, 3})).isEqualTo(-1, within(EXACT));
        assertThat(Metrics.spearman(a, new double[] {5, 5, 5, 5})).isNaN();
        assertThatThrownBy(() -> Metrics.spearman(a, new double[1])).isInstanceOf(IllegalArgumentException.class);
    }
}
