package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {
    @Test
    void bestIsTheFastestAndMedianTheOneInTheMiddle() {
        Timings timings = new Timings(List.of(9.0, 1.0, 3.0));
        assertThat(timings.best()).isEqualTo(1);
        assertThat(timings.median()).isEqualTo(3);
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Timings(List.of(8.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }
}
