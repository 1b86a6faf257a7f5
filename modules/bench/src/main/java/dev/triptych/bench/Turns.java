package dev.triptych.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * Lets everybody take turns, so that a machine that grows warm or busy does so for all: each round has one turn of each, and each
 * round begins with the next one.
 */
final class Turns {
    private Turns() {}

    /** Who comes when in a round: positions 0 to {@code players - 1}, each once. */
    static List<Integer> order(int players, int round) {
        List<Integer> order = new ArrayList<>(players);
        for (int i = 0; i < players; i++) {
            order.add((i + round) % players);
        }
        return order;
    }

    /**
     * Plays all rounds.
     *
     * @param players each gives the seconds of its turn
     * @param pause between turns, so that threads that spin have gone to sleep; gets the position of who comes next
     * @return for each player the seconds of its turns, round by round
     */
    static List<Timings> play(List<DoubleSupplier> players, int rounds, IntConsumer pause) {
        List<List<Double>> seconds = new ArrayList<>();
        players.forEach(p -> seconds.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int player : order(players.size(), round)) {
                pause.accept(player);
                seconds.get(player).add(players.get(player).getAsDouble());
            }
        }
        return seconds.stream().map(Timings::new).toList();
    }
}
