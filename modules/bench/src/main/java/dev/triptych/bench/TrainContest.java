package dev.triptych.bench;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextTower;
import dev.triptych.train.ContrastiveTrainer;
import dev.triptych.train.Pair;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Our trainer and others on the same weights and batches, in turns. Ours is {@link ContrastiveTrainer} as {@code triptych train} runs it,
 * with metrics and the preparation of batches beside; where it moves its progress bar, the others take their turns.
 */
final class TrainContest {
    private static final long PAUSE_MILLIS = 100;
    private static final String TASK = "pairs";
    private static final String OURS = "triptych";
    private static final long SEED = 1;

    private final TrainPlan plan;
    private final TowerFolder folder;
    private final List<TorchTrainer> others;
    private final Progress progress;
    private final MadePairs pairs;

    TrainContest(TrainPlan plan, TowerFolder folder, List<TorchTrainer> others, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.others = others;
        this.progress = progress;
        this.pairs = new MadePairs(plan.pairs(), plan.tokens(), SEED);
    }

    /**
     * Trains in {@code scratch}.
     *
     * @param leftOut who does not take part, for the report
     */
    TrainReport play(Conditions conditions, List<LeftOut> leftOut, Path scratch) throws IOException {
        try (SequenceEncoder encoder = new TowerFolder(folder.label(), folder.path(), plan.tokens()).openEncoder();
                MatrixPeak peak = new MatrixPeak(plan.precision());
                Heads heads = Heads.create(
                        Map.of(Modality.TEXT, encoder.width()), encoder.width(), encoder.width(), Map.of(), SEED)) {
            if (encoder.maxTokens() < plan.tokens()) {
                throw new TriptychException(
                        "--tokens",
                        String.valueOf(plan.tokens()),
                        "at most " + encoder.maxTokens() + ", which the tower reads",
                        "write --tokens " + encoder.maxTokens());
            }
            TextTower tower = new TextTower(encoder);
            Recipe recipe =
                    Recipe.read(Files.writeString(scratch.resolve("recipe.yaml"), plan.recipe(encoder.width())));
            double flops = 3.0 * 2 * plan.pairs() * TowerCandidate.cost(encoder).flops(plan.tokens());
            Work work = new Work(Work.Kind.STEPS, 1, 2L * plan.pairs() * plan.tokens(), flops);
            peak.turn();
            Rounds rounds = new Rounds(tower, peak);
            new ContrastiveTrainer(recipe, "bench", Map.of(Modality.TEXT, tower), heads, Map.of(TASK, pairs), scratch)
                    .run(false, (name, total) -> rounds);
            Objects.requireNonNull(rounds.turns.get(OURS)).losses().addAll(losses(scratch.resolve("metrics.jsonl")));
            return report(conditions, leftOut, work, rounds);
        }
    }

    private TrainReport report(Conditions conditions, List<LeftOut> leftOut, Work work, Rounds rounds) {
        List<Line> lines = new ArrayList<>();
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        Map<String, Long> peaks = new LinkedHashMap<>();
        Map<String, String> libraries = new LinkedHashMap<>();
        libraries.put(
                OURS, "PyTorch " + Engine.getEngine("PyTorch").getVersion() + " through DJL " + Engine.getDjlVersion());
        others.forEach(other -> libraries.put(other.name(), other.library()));
        rounds.turns.forEach((name, all) -> {
            Entry entry = new Entry(name, libraries.getOrDefault(name, ""), plan.precision(), folder.label(), work);
            List<Double> timed = all.seconds().subList(TrainPlan.UNTIMED, plan.total());
            lines.add(new Line(entry, new Timings(timed), OptionalDouble.empty()));
            losses.put(name, List.copyOf(all.losses()));
            peaks.put(name, all.peakBytes());
        });
        String inputs = plan.pairs() + " pairs of " + plan.tokens() + " tokens a step, made with seed " + SEED;
        Report report = new Report(
                conditions,
                List.of(inputs),
                Map.of(plan.precision(), MatrixPeak.flops() / new Timings(rounds.products).best() / 1e9),
                lines,
                leftOut);
        return new TrainReport(plan, report, losses, peaks, rounds.memory);
    }

    private static List<Double> losses(Path metrics) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(metrics)) {
            losses.add(json.readTree(line).path("loss").asDouble());
        }
        return losses;
    }

    /** Hears of each of our steps, and gives the others their turns between them. */
    private final class Rounds implements Progress.Task {
        private final TextTower tower;
        private final MatrixPeak peak;
        private final List<Integer> ends = plan.ends();
        private final Map<String, TrainTurn> turns = new LinkedHashMap<>();
        private final List<Double> products = new ArrayList<>();
        private final List<TrainReport.Memory> memory = new ArrayList<>();
        private final Map<String, Long> resident = new LinkedHashMap<>();
        private final Progress.Task bar = progress.start("training, in turns", plan.rounds() + 1L);
        private int turn;
        private int done;
        private long began = System.nanoTime();

        Rounds(TextTower tower, MatrixPeak peak) {
            this.tower = tower;
            this.peak = peak;
            add(OURS, new TrainTurn(List.of(), List.of(), 0, 0));
            others.forEach(other -> add(other.name(), new TrainTurn(List.of(), List.of(), 0, 0)));
        }

        private void add(String name, TrainTurn more) {
            TrainTurn all = turns.getOrDefault(name, new TrainTurn(List.of(), List.of(), 0, 0));
            List<Double> seconds = new ArrayList<>(all.seconds());
            seconds.addAll(more.seconds());
            List<Double> losses = new ArrayList<>(all.losses());
            losses.addAll(more.losses());
            turns.put(name, new TrainTurn(seconds, losses, more.peakBytes(), more.residentBytes()));
            resident.put(name, more.residentBytes());
        }

        @Override
        public void advance(long steps) {
            if (steps > 0) {
                double seconds = (System.nanoTime() - began) / 1e9;
                done++;
                if (plan.collect()) {
                    System.gc();
                }
                add(OURS, new TrainTurn(List.of(seconds), List.of(), ProcessMemory.peak(), ProcessMemory.resident()));
                if (done == ends.get(turn)) {
                    otherTurns();
                }
            }
            began = System.nanoTime();
        }

        /** Those behind us in this round, then those before us in the next. */
        private void otherTurns() {
            List<Integer> order = Turns.order(others.size() + 2, turn);
            order.subList(order.indexOf(0) + 1, order.size()).forEach(player -> play(player, turn));
            memory.add(new TrainReport.Memory(done, Map.copyOf(resident)));
            turn++;
            bar.advance(1);
            if (turn < ends.size()) {
                List<Integer> next = Turns.order(others.size() + 2, turn);
                next.subList(0, next.indexOf(0)).forEach(player -> play(player, turn));
            }
            rest();
        }

        private void play(int player, int round) {
            rest();
            if (player > others.size()) {
                products.add(peak.turn());
                return;
            }
            TorchTrainer other = others.get(player - 1);
            int from = round == 0 ? 0 : ends.get(round - 1);
            List<TorchTrainer.Tokens> batches = new ArrayList<>();
            for (int step = from; step < ends.get(round); step++) {
                List<Pair> batch = pairs.batch(step);
                batches.add(new TorchTrainer.Tokens(tokens(batch, Pair::anchor), tokens(batch, Pair::positive)));
            }
            try {
                add(other.name(), other.turn(batches, plan.rates(from, ends.get(round))));
            } catch (NotHereException e) {
                throw new TriptychException(
                        other.name() + " stopped in the middle of the rounds: " + e.getMessage()
                                + "; free some memory and run again",
                        e);
            }
        }

        private List<Prepared.Tokens> tokens(List<Pair> batch, Function<Pair, Content> side) {
            List<Prepared.Tokens> all = new ArrayList<>();
            tower.prepare(batch.stream().map(side).toList()).forEach(text -> all.add((Prepared.Tokens) text));
            return all;
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Thread pools spin for some milliseconds after their last work. */
    private static void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
