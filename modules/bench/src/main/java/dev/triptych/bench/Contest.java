package dev.triptych.bench;

import dev.triptych.nn.Precision;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;

/**
 * Opens everybody, lets each warm up with one turn, then plays the rounds in turns, the machine's matrix products among them. Who
 * cannot take part is left out with the reason.
 */
final class Contest implements AutoCloseable {
    /** Thread pools spin for some milliseconds after their last work; onnxruntime's is the longest. */
    private static final long PAUSE_MILLIS = 100;

    private final Progress progress;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    Contest(Progress progress) {
        this.progress = progress;
    }

    /** Loads and warms up. */
    void admit(List<Offer> offers) {
        try (Progress.Task task = progress.start("load", offers.size())) {
            for (Offer offer : offers) {
                task.note(offer.name());
                admit(offer);
                task.advance(1);
            }
        }
    }

    private void admit(Offer offer) {
        try {
            Candidate candidate = offer.open().get();
            candidates.add(candidate);
            try {
                candidate.turn();
            } catch (NotHereException e) {
                candidates.remove(candidate);
                candidate.close();
                throw e;
            }
        } catch (NotHereException e) {
            leftOut.add(new LeftOut(offer.name(), String.valueOf(e.getMessage())));
        }
    }

    /** Names somebody for whom there is not even an offer. */
    void leaveOut(LeftOut one) {
        leftOut.add(one);
    }

    Report play(Conditions conditions, List<String> inputs) {
        List<MatrixPeak> peaks = new ArrayList<>();
        try {
            TreeSet<Precision> precisions = new TreeSet<>();
            candidates.forEach(c -> precisions.add(c.entry().precision()));
            // Its products are of integers: there is no peak of floating-point operations to compare with.
            precisions.remove(Precision.INT8);
            for (Precision precision : precisions) {
                MatrixPeak peak = new MatrixPeak(precision);
                peaks.add(peak);
                peak.turn();
            }
            List<Timings> timings = timed(peaks, conditions.rounds());
            Map<Precision, Double> gigaflops = new EnumMap<>(Precision.class);
            for (int i = 0; i < peaks.size(); i++) {
                gigaflops.put(
                        peaks.get(i).precision(),
                        MatrixPeak.flops() / timings.get(i).best() / 1e9);
            }
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < candidates.size(); i++) {
                Candidate candidate = candidates.get(i);
                lines.add(new Line(candidate.entry(), timings.get(peaks.size() + i), agreement(candidate)));
            }
            return new Report(conditions, inputs, gigaflops, lines, leftOut);
        } finally {
            peaks.forEach(MatrixPeak::close);
        }
    }

    private List<Timings> timed(List<MatrixPeak> peaks, int rounds) {
        List<DoubleSupplier> players = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (MatrixPeak peak : peaks) {
            players.add(peak::turn);
            names.add("matrix products " + peak.precision().id());
        }
        for (Candidate candidate : candidates) {
            players.add(() -> turn(candidate));
            names.add(candidate.entry().name() + " "
                    + candidate.entry().work().kind().id());
        }
        try (Progress.Task task = progress.start("rounds", (long) players.size() * rounds)) {
            return Turns.play(players, rounds, next -> {
                task.note(names.get(next));
                rest();
                task.advance(1);
            });
        }
    }

    /** Who has begun has to finish: figures of a run that lost somebody half-way would not be of one run. */
    private static double turn(Candidate candidate) {
        try {
            return candidate.turn();
        } catch (NotHereException e) {
            throw new TriptychException(
                    candidate.entry().name() + " stopped in the middle of the rounds: " + e.getMessage()
                            + "; free some memory and run again",
                    e);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With the first of ours for the same kind of input. */
    private OptionalDouble agreement(Candidate candidate) {
        return candidates.stream()
                .filter(c -> c instanceof TowerCandidate
                        && c.entry().work().kind() == candidate.entry().work().kind())
                .findFirst()
                .map(ours -> Agreement.least(ours.sample(), candidate.sample()))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public void close() {
        candidates.forEach(Candidate::close);
    }
}
