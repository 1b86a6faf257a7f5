package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void higherScoresComeFirstAndEqualScoresByLowerId() {
        float[] scores = {0.5f, 0.9f, 0.5f, 0.1f};
        assertThat(IntStream.range(0, 4).map(i -> Ranking.rank(scores, i))).containsExactly(2, 1, 3, 4);
        assertThat(Ranking.order(scores)).containsExactly(1, 0, 2, 3);
        assertThat(Ranking.first(scores)).isEqualTo(1);
        assertThat(Ranking.first(new float[] {2, 3, 3})).isEqualTo(1);
    }

    @Test
    void severalRightAnswersCountByTheBestPlaced() {
        float[] scores = {0.5f, 0.9f, 0.5f, 0.1f};
        Ranked ranked = Ranked.of(1, q -> scores, q -> new int[] {3, 2});
        assertThat(ranked.firsts()).containsExactly(3);
        assertThat(ranked.bests()).containsExactly(2);
        assertThat(ranked.tops()).containsExactly(1);
        assertThat(ranked.ranks()[0]).containsExactly(4, 3);
    }

    @Test
    void sameScoreForAllGivesChanceAndNoFreeHit() {
        float[] same = new float[100];
        int[] ranks = IntStream.range(0, 100).map(i -> Ranking.rank(same, i)).toArray();
        assertThat(Metrics.hitAt(ranks, 1)).isEqualTo(0.01);
        assertThat(Metrics.hitAt(ranks, 10)).isEqualTo(0.10);
    }

    @Test
    void orderAndRankAgreeOnRandomScoresWithTies() {
        Random random = new Random(3);
        float[] scores = new float[200];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(20);
        }
        int[] order = Ranking.order(scores);
        for (int place = 0; place < order.length; place++) {
            assertThat(Ranking.rank(scores, order[place])).isEqualTo(place + 1);
        }
    }
}
