package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.nn.Prepared;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(5 * SECOND);
    private final Speed speed = new Speed(clock::get);

    private static BatchPreparation.Batch batch(Prepared anchor, Prepared positive, int rows) {
        BatchPlanner.Step step = new BatchPlanner.Step(0, 0, new int[rows], 1);
        return new BatchPreparation.Batch(
                step,
                side(anchor, rows),
                side(positive, rows),
                Optional.empty(),
                new float[rows][0],
                Optional.empty(),
                Map.of());
    }

    private static BatchPreparation.Side side(Prepared input, int rows) {
        return new BatchPreparation.Side(
                Modality.TEXT, Collections.nCopies(rows, Text.of("a")), Collections.nCopies(rows, input));
    }

    private static Prepared.Tokens tokens(int count) {
        return new Prepared.Tokens(new int[count], false);
    }

    private static Prepared.Pixels pixels() {
        return new Prepared.Pixels(new float[3], 1, 1);
    }

    @Test
    void tokensAndPicturesOfBothSidesAreCountedPerSecond() {
        clock.addAndGet(2 * SECOND);
        speed.read(batch(tokens(100), pixels(), 30));
        assertThat(speed.note()).isEqualTo(" 1,500 tokens/s 15.0 pictures/s");
    }

    @Test
    void whatAFrozenTowerKnowsAlreadyIsNotReadAndWhatThereIsNoneOfIsNotTold() {
        clock.addAndGet(SECOND);
        Prepared known = new Prepared.Features(new float[4], false);
        speed.read(batch(tokens(10), known, 8));
        assertThat(speed.note()).isEqualTo(" 80 tokens/s");
        assertThat(new Speed(clock::get).note()).isEmpty();
    }

    @Test
    void onlyTheLastTwentyStepsCount() {
        for (int step = 0; step < 10; step++) {
            clock.addAndGet(100 * SECOND);
            speed.read(batch(tokens(1), tokens(1), 2));
        }
        for (int step = 0; step < 20; step++) {
            clock.addAndGet(SECOND);
            speed.read(batch(tokens(25), tokens(25), 2));
        }
        assertThat(speed.note()).isEqualTo(" 100 tokens/s");
    }
}
