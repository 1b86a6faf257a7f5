package dev.triptych.bench;

import dev.triptych.nn.Precision;
import dev.triptych.train.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * What everybody trains: how many steps, of what size, in which turns.
 *
 * @param steps that are timed
 * @param pairs of a batch
 * @param tokens of a text
 * @param rate learning rate after the warm-up
 * @param collect whether our process collects its garbage after each step
 * @param precision in what the layers compute; scores, loss, weights and gradients are float32
 */
record TrainPlan(int steps, int rounds, int pairs, int tokens, double rate, boolean collect, Precision precision) {
    /** Steps before anybody is timed. */
    static final int UNTIMED = 3;

    static final double SCALE = 20;
    static final double DECAY = 0.01;
    static final double CLIP = 1.0;
    static final double WARMUP = 0.1;

    boolean bfloat() {
        return precision == Precision.BFLOAT16;
    }

    /**
     * So far may losses lie apart while trainings are held to be the same. In bfloat16 PyTorch's own two attentions were 2.7e-3 apart in
     * twelve steps of MiniLM.
     */
    double same() {
        return bfloat() ? 1e-2 : 1e-4;
    }

    /** All steps, those that are not timed included. */
    int total() {
        return UNTIMED + steps;
    }

    /** How many steps of the run are done when each turn ends; the first turn is not timed. */
    List<Integer> ends() {
        List<Integer> ends = new ArrayList<>(List.of(UNTIMED));
        for (int round = 1; round <= rounds; round++) {
            ends.add(UNTIMED + (int) ((long) steps * round / rounds));
        }
        return ends;
    }

    /** The learning rate of each step from {@code from} up to but not including {@code to}. */
    List<Double> rates(int from, int to) {
        Schedule schedule = new Schedule(Schedule.Shape.COSINE, (int) Math.round(WARMUP * total()), total());
        List<Double> rates = new ArrayList<>();
        for (int step = from; step < to; step++) {
            rates.add(rate * schedule.factor(step));
        }
        return rates;
    }

    /** The recipe for our trainer: the text tower alone moves, behind it heads that are the identity. */
    String recipe(int width) {
        return """
                name: bench
                space: {width: %d, hidden: %d}
                towers: {text: {from: .}}
                tasks:
                  pairs: {pair: [text, text], objective: infonce, scale: %s, symmetric: false, batch: %d, data: {kind: made}}
                stages:
                  - {name: all, steps: %d, rates: {text: %s}, tasks: {pairs: 1}, warmup: %s, weight_decay: %s, clip: %s}
                checkpoint_every: %d
                precision: %s
                """
                .formatted(
                        width,
                        width,
                        SCALE,
                        pairs,
                        total(),
                        rate,
                        WARMUP,
                        DECAY,
                        CLIP,
                        total(),
                        bfloat() ? "bf16" : "fp32");
    }
}
