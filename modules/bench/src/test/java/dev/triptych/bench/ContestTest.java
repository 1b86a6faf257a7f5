package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.nn.Precision;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    private static final Conditions CONDITIONS = new Conditions("", 1, "", "", 1, 2, 0);

    /** Works so many turns, then no more. */
    private static final class Tired implements Candidate {
        private int turns;
        private boolean closed;

        Tired(int turns) {
            this.turns = turns;
        }

        @Override
        public Entry entry() {
            return new Entry("tired", "", Precision.FLOAT32, "", new Work(Work.Kind.TEXTS, 1, 1, 1));
        }

        @Override
        public double turn() {
            if (turns-- == 0) {
                throw new NotHereException("out of breath");
            }
            return 1;
        }

        @Override
        public float[][] sample() {
            return new float[0][];
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whoCannotBeOpenedIsLeftOutWithTheReasonAndTheRestGoesOn() {
        try (Contest contest = new Contest(Progress.none())) {
            contest.admit(List.of(new Offer("absent", () -> {
                throw new NotHereException("no Python");
            })));
            Report report = contest.play(CONDITIONS, List.of());
            assertThat(report.leftOut()).containsExactly(new LeftOut("absent", "no Python"));
            assertThat(report.lines()).isEmpty();
        }
    }

    @Test
    void whoFailsWhileWarmingUpIsLeftOutAndClosed() {
        Tired tired = new Tired(0);
        try (Contest contest = new Contest(Progress.none())) {
            contest.admit(List.of(new Offer("tired", () -> tired)));
            assertThat(contest.play(CONDITIONS, List.of()).leftOut())
                    .containsExactly(new LeftOut("tired", "out of breath"));
        }
        assertThat(tired.closed).isTrue();
    }

    @Test
    void whoStopsInTheMiddleEndsTheRunWithAnErrorThatNamesHim() {
        try (Contest contest = new Contest(Progress.none())) {
            contest.admit(List.of(new Offer("tired", () -> new Tired(2))));
            assertThatThrownBy(() -> contest.play(CONDITIONS, List.of()))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll("tired", "out of breath");
        }
    }

    @Test
    void matrixProductsTakeTheirTurnsInThePrecisionsThatTakePart() {
        try (Contest contest = new Contest(Progress.none())) {
            contest.admit(List.of(new Offer("tired", () -> new Tired(3))));
            Report report = contest.play(CONDITIONS, List.of());
            assertThat(report.peaks()).containsOnlyKeys(Precision.FLOAT32);
            assertThat(report.lines().get(0).timings().seconds()).containsExactly(1.0, 1.0);
        }
    }
}
