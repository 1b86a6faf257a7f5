package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.model.Measurements.Measurement;
import dev.triptych.nn.Tower;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.ContrastiveTrainer;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A few steps of each stage, thrown away: what a run will take, measured and not guessed. */
public final class TrialRun {
    /** Steps of a stage for each of its tasks. */
    private static final int EACH = 2;

    private static final int MOST = 8;

    private final Recipe plan;
    private final String digest;
    private final Map<String, PairSource> sources;
    private final Path brief;
    private final List<Long> nanos = new ArrayList<>();

    TrialRun(Recipe plan, String digest, Map<String, PairSource> sources, Path brief) {
        this.plan = plan;
        this.digest = digest;
        this.sources = sources;
        this.brief = brief;
    }

    /**
     * What a run will take.
     *
     * @param steps of all stages
     * @param tried steps that the estimate rests on
     * @param seconds from the median step of each task and stage, and one validation; what frozen towers know already is not read twice in a
     *     run, so stages with frozen towers take less
     * @param memory bytes, the highest that this process has held, the trial included; absent where the system does not tell
     * @param disk bytes of two checkpoints, the best one, the model and the metrics
     * @param precision in what the run computes
     */
    public record Estimate(int steps, int tried, double seconds, OptionalLong memory, long disk, String precision) {}

    Estimate estimate(Optional<Measurement> measurement, Progress progress) {
        Map<Modality, Tower> towers = TriModal.openTowers(plan.towers());
        try (TriModal model = new TriModal(towers, TrainingRun.heads(plan, towers));
                Guides guides = Guides.open(plan, () -> TrainingRun.start(plan))) {
            Path out = brief.resolve("run");
            ContrastiveTrainer trainer = new ContrastiveTrainer(
                    plan, digest, towers, model.heads(), sources, guides.byTask(), out, Optional.empty());
            int most = plan.stages().stream()
                    .mapToInt(s -> EACH * s.weights().size())
                    .max()
                    .orElse(EACH);
            trainer.trial(Math.min(MOST, most), timed(progress));
            double seconds = seconds(out.resolve("metrics.jsonl"));
            int steps = plan.stages().stream().mapToInt(Recipe.Stage::steps).sum();
            if (measurement.isPresent()) {
                long start = System.nanoTime();
                measurement.get().of(Triptych.of(model, new Fingerprint(plan.name(), "on trial")));
                int times = steps / plan.validation().map(v -> v.every()).orElse(steps) + 1;
                seconds += times * (System.nanoTime() - start) / 1e9;
            }
            return new Estimate(
                    steps,
                    nanos.size(),
                    seconds,
                    peak(),
                    disk(out, steps, measurement.isPresent()),
                    RunPrecision.of(plan, towers));
        } catch (IOException e) {
            throw new TriptychException(brief + ": the trial cannot be read: " + e.getMessage(), e);
        }
    }

    /** Notes how long each step took. */
    private Progress timed(Progress shown) {
        return (name, total) -> {
            Progress.Task bar = shown.start("trying " + name, total);
            return new Progress.Task() {
                private long last = System.nanoTime();

                @Override
                public void advance(long steps) {
                    long now = System.nanoTime();
                    nanos.add(now - last);
                    last = now;
                    bar.advance(steps);
                }

                @Override
                public void note(String remark) {
                    bar.note(remark);
                }

                @Override
                public void close() {
                    bar.close();
                }
            };
        };
    }

    /** Each stage's steps times the middle step of each task, as often as the task is drawn; a task that was not drawn costs what the others do. */
    private double seconds(Path metrics) throws IOException {
        Map<String, Map<String, List<Double>>> tried = new LinkedHashMap<>();
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(metrics);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = json.readTree(lines.get(i));
            tried.computeIfAbsent(line.path("stage").asText(), k -> new LinkedHashMap<>())
                    .computeIfAbsent(line.path("task").asText(), k -> new ArrayList<>())
                    .add(nanos.get(i) / 1e9);
        }
        double seconds = 0;
        for (Recipe.Stage stage : plan.stages()) {
            Map<String, List<Double>> tasks = tried.getOrDefault(stage.name(), Map.of());
            double other = median(tasks.values().stream().flatMap(List::stream).toList());
            double total = stage.weights().values().stream().mapToDouble(w -> w).sum();
            for (Map.Entry<String, Double> task : stage.weights().entrySet()) {
                List<Double> own = tasks.get(task.getKey());
                seconds += stage.steps() * task.getValue() / total * (own == null ? other : median(own));
            }
        }
        return seconds;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    }

    /** The high-water mark that Linux keeps for a process. */
    private static OptionalLong peak() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** While a checkpoint is written, the one before is there as well. The model is in 16 bits, half of the weights of the checkpoint. */
    private static long disk(Path out, int steps, boolean validated) throws IOException {
        long weights = Files.size(out.resolve("checkpoint/weights.safetensors"));
        long moments = Files.size(out.resolve("checkpoint/moments.safetensors"));
        List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
        double line = Files.size(out.resolve("metrics.jsonl")) / (double) Math.max(1, lines.size());
        return 2 * (weights + moments) + (validated ? 2 * weights : 0) + weights / 2 + (long) (steps * line);
    }
}
