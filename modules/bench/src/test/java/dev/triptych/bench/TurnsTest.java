package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> played = new ArrayList<>();

    private DoubleSupplier player(String name, double seconds) {
        return () -> {
            played.add(name);
            return seconds;
        };
    }

    @Test
    void eachRoundHasOneTurnOfEachAndBeginsWithTheNext() {
        Turns.play(List.of(player("a", 1), player("b", 1), player("c", 1)), 4, next -> {});
        assertThat(played).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b", "a", "b", "c");
    }

    @Test
    void everyPlayerKeepsItsOwnSeconds() {
        List<Timings> timings = Turns.play(List.of(player("a", 1), player("b", 2)), 3, next -> {});
        assertThat(timings).containsExactly(new Timings(List.of(1.0, 1.0, 1.0)), new Timings(List.of(2.0, 2.0, 2.0)));
    }

    @Test
    void thereIsAPauseBeforeEveryTurnAndItKnowsWhoIsNext() {
        List<Integer> next = new ArrayList<>();
        Turns.play(List.of(player("a", 1), player("b", 1)), 2, next::add);
        assertThat(next).containsExactly(0, 1, 1, 0);
    }
}
