package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.evaluate.Bootstrap.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /** 400 queries, a quarter of them hits: the normal approximation is .25 ± 1.96 · √(.25 · .75 / 400). */
    private static double[] quarter() {
        double[] hits = new double[400];
        Arrays.fill(hits, 0, 100, 1);
        return hits;
    }

    @Test
    void intervalOfAMeanIsTheNormalOne() {
        Interval interval = Bootstrap.interval(Bootstrap.values(400, 0, List.of(Statistic.mean(quarter())))[0]);
        double half = 1.96 * Math.sqrt(.25 * .75 / 400);
        assertThat(interval.low()).isEqualTo(.25 - half, within(0.005));
        assertThat(interval.high()).isEqualTo(.25 + half, within(0.005));
    }

    @Test
    void firstValueIsThatOfTheItemsThemselves() {
        assertThat(Bootstrap.values(400, 3, List.of(Statistic.mean(quarter())))[0][0])
                .isEqualTo(.25);
    }

    @Test
    void sameItemsGiveTheSameIntervalAndAnotherStreamAnother() {
        double[] once = Bootstrap.values(400, 0, List.of(Statistic.mean(quarter())))[0];
        assertThat(Bootstrap.values(400, 0, List.of(Statistic.mean(quarter())))[0])
                .isEqualTo(once);
        assertThat(Bootstrap.values(400, 1, List.of(Statistic.mean(quarter())))[0])
                .isNotEqualTo(once);
    }

    @Test
    void resamplesWithoutAValueAreLeftOut() {
        double[] values = new double[1 + Bootstrap.RESAMPLES];
        Arrays.fill(values, 2);
        values[1] = Double.NaN;
        assertThat(Bootstrap.interval(values)).isEqualTo(new Interval(2, 2));
    }

    @Test
    void meanOverGroupsIsNarrowerThanOneGroupBecauseGroupsAreDrawnApart() {
        Figures figures = new Figures();
        for (String group : List.of("de", "fr", "ja", "zh")) {
            figures.add(group, 400, Map.of("recall", Statistic.mean(quarter())));
        }
        assertThat(figures.metrics())
                .containsOnlyKeys("recall/mean", "recall/de", "recall/fr", "recall/ja", "recall/zh");
        assertThat(figures.metrics()).containsEntry("recall/mean", .25);
        assertThat(width(figures, "recall/mean")).isEqualTo(width(figures, "recall/de") / 2, within(0.01));
    }

    private static double width(Figures figures, String name) {
        Interval interval = Objects.requireNonNull(figures.intervals().get(name));
        return interval.high() - interval.low();
    }
}
