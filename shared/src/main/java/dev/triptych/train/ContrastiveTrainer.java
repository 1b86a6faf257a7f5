package dev.triptych.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.objective.Batch;
import dev.triptych.objective.Clip;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * The one trainer: tasks between any two modalities, mixed in one run, through one common projection.
 *
 * <p>A batch holds one task. Each step embeds both sides, asks the objective for a loss, and moves only the weights that the task
 * touches. Batches are prepared on a second thread while the step before runs.
 */
public final class ContrastiveTrainer {
    /** Dropout draws from the seed of the step, but not what its preparation drew. */
    private static final long DROPOUT = 0x5DEECE66DL;

    private final Recipe recipe;
    private final String recipeHash;
    private final Map<Modality, Tower> towers;
    private final Heads heads;
    private final Map<String, PairSource> sources;
    private final Path out;
    private final WeightGroups groups;
    /** For the test that a garbage collection between the passes changes nothing. */
    private final Runnable betweenPasses;

    private volatile boolean stop;

    /**
     * A run.
     *
     * @param recipeHash identifies the recipe, so that a run is resumed with its own
     * @param sources the pairs of each task of the recipe
     * @param out the run's folder: checkpoints and metrics
     */
    public ContrastiveTrainer(
            Recipe recipe,
            String recipeHash,
            Map<Modality, Tower> towers,
            Heads heads,
            Map<String, PairSource> sources,
            Path out) {
        this(recipe, recipeHash, towers, heads, sources, out, () -> {});
    }

    ContrastiveTrainer(
            Recipe recipe,
            String recipeHash,
            Map<Modality, Tower> towers,
            Heads heads,
            Map<String, PairSource> sources,
            Path out,
            Runnable betweenPasses) {
        this.recipe = recipe;
        this.recipeHash = recipeHash;
        this.towers = towers;
        this.heads = heads;
        this.sources = sources;
        this.out = out;
        this.groups = new WeightGroups(towers, heads);
        this.betweenPasses = betweenPasses;
    }

    /** Asks the run to write a checkpoint after the present step and to end. */
    public void stop() {
        stop = true;
    }

    /**
     * Trains through all stages.
     *
     * @param resume goes on from the last checkpoint in the run's folder, if there is one
     * @return whether the run came to its end; false if it was stopped, and can be resumed
     */
    public boolean run(boolean resume, Progress progress) {
        int total = recipe.stages().stream().mapToInt(Recipe.Stage::steps).sum();
        RunCheckpoint checkpoint = new RunCheckpoint(out);
        try (NDManager manager = Kernels.get().newManager();
                Metrics metrics = Metrics.append(out.resolve("metrics.jsonl"))) {
            AdamW optimizer = new AdamW(manager, AdamW.Settings.DEFAULT);
            int done = resume ? checkpoint.restore(recipeHash, groups.all(), optimizer) : 0;
            int first = 0;
            try (Progress.Task bar = progress.start("training", total)) {
                bar.advance(done);
                for (int s = 0; s < recipe.stages().size() && !stop; s++) {
                    Recipe.Stage stage = recipe.stages().get(s);
                    if (done < first + stage.steps()) {
                        StageRun run = new StageRun(s, stage, first, manager, optimizer, checkpoint, metrics, bar);
                        done = run.train(done);
                    }
                    first += stage.steps();
                }
            } finally {
                learn(w -> false);
            }
            checkpoint.save(done, recipeHash, groups.all(), optimizer);
            return done == total;
        }
    }

    /** These weights collect gradients, all others do not. */
    private void learn(Predicate<WeightGroups.Weight> learning) {
        groups.all().values().forEach(w -> JniUtils.attachGradient((PtNDArray) w.array(), learning.test(w)));
    }

    /** One stage of the run. */
    private final class StageRun {
        private final Recipe.Stage stage;
        private final int first;
        private final NDManager manager;
        private final AdamW optimizer;
        private final RunCheckpoint checkpoint;
        private final Metrics metrics;
        private final Progress.Task bar;
        private final List<Recipe.TaskSpec> tasks = new ArrayList<>();
        private final List<PairSource> pairs = new ArrayList<>();
        private final BatchPlanner planner;
        private final BatchPreparation preparation;
        private final Schedule schedule;
        private final Map<String, Double> smooth = new LinkedHashMap<>();

        StageRun(
                int number,
                Recipe.Stage stage,
                int first,
                NDManager manager,
                AdamW optimizer,
                RunCheckpoint checkpoint,
                Metrics metrics,
                Progress.Task bar) {
            this.stage = stage;
            this.first = first;
            this.manager = manager;
            this.optimizer = optimizer;
            this.checkpoint = checkpoint;
            this.metrics = metrics;
            this.bar = bar;
            List<Integer> batches = new ArrayList<>();
            List<Double> weights = new ArrayList<>();
            stage.weights().forEach((name, weight) -> {
                Recipe.TaskSpec task = recipe.tasks().get(name);
                PairSource source = sources.get(name);
                if (task == null || source == null || source.size() < 2) {
                    throw new TriptychException("task " + name, "no pairs", "at least two", "look at its data");
                }
                tasks.add(task);
                pairs.add(source);
                batches.add(task.batch());
                weights.add(weight);
            });
            planner = new BatchPlanner(
                    pairs,
                    batches.stream().mapToInt(Integer::intValue).toArray(),
                    weights.stream().mapToDouble(Double::doubleValue).toArray(),
                    recipe.seed() * 1_000_003L + number);
            preparation = new BatchPreparation(towers, stage.rates().keySet());
            schedule = new Schedule((int) Math.round(stage.warmup() * stage.steps()), stage.steps());
        }

        int train(int done) {
            learn(w -> stage.rate(w.group()) > 0);
            int end = first + stage.steps();
            BatchPlanner.Step step = planner.next();
            while (first + step.number() < done) {
                step = planner.next();
            }
            ExecutorService beside = Executors.newSingleThreadExecutor(r -> {
                Thread t = new Thread(r, "triptych-batches");
                t.setDaemon(true);
                return t;
            });
            int at = Math.max(done, first);
            try {
                Future<BatchPreparation.Batch> next = submit(beside, step);
                while (at < end && !stop) {
                    BatchPreparation.Batch batch = await(next);
                    next = submit(beside, planner.next());
                    step(at, batch);
                    at++;
                    bar.advance(1);
                    if (at % recipe.checkpointEvery() == 0) {
                        checkpoint.save(at, recipeHash, groups.all(), optimizer);
                    }
                }
                return at;
            } finally {
                beside.shutdownNow();
            }
        }

        private Future<BatchPreparation.Batch> submit(ExecutorService beside, BatchPlanner.Step step) {
            return beside.submit(() -> preparation.prepare(step, pairs.get(step.task())));
        }

        private BatchPreparation.Batch await(Future<BatchPreparation.Batch> batch) {
            try {
                return batch.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TriptychException("the training was interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TriptychException known) {
                    throw known;
                }
                throw new IllegalStateException(e.getCause());
            }
        }

        private void step(int at, BatchPreparation.Batch batch) {
            Recipe.TaskSpec task = tasks.get(batch.step().task());
            String logScale = "logit_scale." + task.pair();
            Map<String, WeightGroups.Weight> moved =
                    groups.moved(Set.copyOf(List.of(task.anchors(), task.positives())), stage, logScale);
            double loss;
            try (NDManager scope = manager.newSubManager()) {
                NDArray value;
                try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                    SplittableRandom random = new SplittableRandom(batch.step().seed() ^ DROPOUT);
                    Dropout dropout = new Dropout(task.dropout(), random);
                    NDArray anchors = embed(scope, batch.anchor(), batch.anchors(), dropout);
                    NDArray positives = embed(scope, batch.positive(), batch.positives(), dropout);
                    Batch embedded = Batch.of(anchors, positives).withLogScale(heads.logScale(task.pair()));
                    boolean together = pairs.get(batch.step().task()).together();
                    value = Objectives.of(task).loss(together ? embedded.withGroups(batch.groups()) : embedded);
                    betweenPasses.run();
                    collector.backward(value);
                }
                loss = value.getFloat();
            }
            if (!Double.isFinite(loss)) {
                throw new TriptychException(
                        "step " + at + ", task " + task.name(),
                        "the loss " + loss,
                        "a finite number",
                        "the last checkpoint in " + out + " is good: lower the learning rate and resume");
            }
            double factor = schedule.factor(at - first);
            double norm = optimizer.step(updates(moved, factor), stage.clip());
            clampScale(task);
            smooth.merge(task.name(), loss, (old, now) -> 0.95 * old + 0.05 * now);
            bar.note(note());
            metrics.write(at, stage.name(), task.name(), loss, norm, factor, scale(task));
        }

        /** Weights of one rate and one decay together: each such group is one call of the fused update. */
        private List<AdamW.Group> updates(Map<String, WeightGroups.Weight> moved, double factor) {
            Map<String, AdamW.Group> updates = new LinkedHashMap<>();
            for (WeightGroups.Weight w : moved.values()) {
                double rate = stage.rate(w.group()) * factor;
                double decay = w.decays() ? stage.decay() : 0;
                updates.computeIfAbsent(rate + " " + decay, k -> new AdamW.Group(new ArrayList<>(), rate, decay))
                        .weights()
                        .add(w.array());
            }
            return List.copyOf(updates.values());
        }

        private NDArray embed(NDManager scope, BatchPreparation.Side side, List<Content> contents, Dropout dropout) {
            Tower tower = tower(side.modality());
            NDArray vectors = preparation.frozen(side.modality())
                    ? features(scope, tower, side, contents)
                    : LengthBuckets.forward(tower, scope, side.inputs(), true);
            return heads.forward(dropout.of(scope, vectors), side.modality(), true);
        }

        /**
         * What the frozen tower answers. A content is asked alone, and once: in a batch its last bits would depend on its neighbours, and a
         * run that was resumed would differ from one that was not.
         */
        private NDArray features(NDManager scope, Tower tower, BatchPreparation.Side side, List<Content> contents) {
            int width = tower.width();
            float[] all = new float[contents.size() * width];
            for (int i = 0; i < contents.size(); i++) {
                Prepared input = side.inputs().get(i);
                if (!(input instanceof Prepared.Features)) {
                    try (NDManager brief = scope.newSubManager()) {
                        float[] answer =
                                tower.forward(brief, List.of(input), false).toFloatArray();
                        input = new Prepared.Features(answer, input.truncated());
                    }
                    preparation.remember(contents.get(i), input);
                }
                System.arraycopy(((Prepared.Features) input).values(), 0, all, i * width, width);
            }
            return scope.create(all, new Shape(contents.size(), width));
        }

        private Tower tower(Modality modality) {
            Tower tower = towers.get(modality);
            if (tower == null) {
                throw new IllegalStateException("no tower for " + modality);
            }
            return tower;
        }

        private double scale(Recipe.TaskSpec task) {
            return Math.exp(heads.logScale(task.pair()).getFloat());
        }

        /** open_clip keeps the learned logarithm in [0, log 100]. */
        private void clampScale(Recipe.TaskSpec task) {
            NDArray s = heads.logScale(task.pair());
            float now = s.getFloat();
            float kept = (float) Clip.clamped(now);
            if (kept != now) {
                try (NDManager brief = manager.newSubManager()) {
                    boolean before = JniUtils.isGradMode();
                    JniUtils.setGradMode(false);
                    brief.full(new Shape(), kept).copyTo(s);
                    JniUtils.setGradMode(before);
                }
            }
        }

        private String note() {
            StringBuilder note = new StringBuilder();
            smooth.forEach((task, loss) -> note.append(String.format(java.util.Locale.ROOT, " %s %.3f", task, loss)));
            return note.toString();
        }
    }
}
