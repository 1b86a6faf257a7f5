package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Modality;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteClockTest {
    private final SuiteClock clock = new SuiteClock();

    @Test
    void nothingIsSaidBeforeAnythingWasTimed() {
        assertThat(clock.left(Map.of(Modality.TEXT, 10))).isEmpty();
    }

    @Test
    void eachKindHasItsOwnPace() {
        clock.add(Modality.TEXT, 100, 1);
        clock.add(Modality.IMAGE, 10, 5);
        assertThat(clock.left(Map.of(Modality.TEXT, 1000, Modality.IMAGE, 20))).isEqualTo("; about 20 s left");
    }

    @Test
    void aKindNotSeenYetGoesAtTheMeanPace() {
        clock.add(Modality.TEXT, 100, 50);
        assertThat(clock.left(Map.of(Modality.CODE, 1200))).isEqualTo("; about 10 min left");
    }
}
