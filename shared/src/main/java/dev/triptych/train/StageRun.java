package dev.triptych.train;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.Heads;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Precision;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One stage of a run: its batches one after the other, each to gradients, an update and a line of metrics. */
final class StageRun {
    /**
     * What lasts as long as the run.
     *
     * @param ahead shows how frozen towers answer before a stage begins; absent if they are to be asked step by step
     */
    record Run(
            ContrastiveTrainer trainer,
            NDManager manager,
            AdamW optimizer,
            WeightAverage average,
            Metrics metrics,
            StepsBar bar,
            Optional<Progress> ahead) {}

    /** A task of the stage, its way to gradients, and the weights that it moves. */
    private record Task(Recipe.TaskSpec spec, PairSource pairs, GradientPass pass, List<WeightGroups.Weight> moved) {}

    private final Run run;
    private final ContrastiveTrainer trainer;
    private final NDManager manager;
    private final AdamW optimizer;
    private final WeightAverage average;
    private final Metrics metrics;
    private final StepsBar bar;
    private final Recipe.Stage stage;
    private final int first;
    private final Heads heads;
    private final WeightGroups groups;
    private final List<Task> tasks = new ArrayList<>();
    private final long plannerSeed;
    private final BatchPreparation preparation;
    /** Layers that compute in bfloat16 while they learn; what is frozen answers in float32. */
    private final List<LayerStack> narrow = new ArrayList<>();

    private final Map<Modality, FeatureStore> stores = new EnumMap<>(Modality.class);
    private final Map<String, Double> smooth = new LinkedHashMap<>();
    private final Speed speed = new Speed(System::nanoTime);

    /**
     * A stage.
     *
     * @param number of the stage, from 0
     * @param first step of the run that is the stage's first
     */
    StageRun(Run run, Recipe.Stage stage, int number, int first) {
        this.run = run;
        trainer = run.trainer();
        manager = run.manager();
        optimizer = run.optimizer();
        average = run.average();
        metrics = run.metrics();
        bar = run.bar();
        this.stage = stage;
        this.first = first;
        heads = trainer.heads();
        groups = trainer.groups();
        preparation = new BatchPreparation(trainer.towers(), m -> groups.frozen(m, stage), stores);
        if (stage.precision() == Precision.BFLOAT16) {
            trainer.towers().forEach((modality, tower) -> {
                if (!preparation.frozen(modality)) {
                    tower.layers().ifPresent(narrow::add);
                }
            });
        }
        stage.weights().keySet().forEach(name -> tasks.add(task(name)));
        plannerSeed = trainer.recipe().seed() * 1_000_003L + number;
    }

    /** The plan of the stage, from its first step. */
    private BatchPlanner plan() {
        return new BatchPlanner(
                tasks.stream().map(Task::pairs).toList(),
                tasks.stream().mapToInt(t -> t.spec().batch()).toArray(),
                stage.weights().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                plannerSeed);
    }

    /** Has frozen towers answer all that the stage reads until a step of the run. */
    private void askFrozen(int end) {
        if (stores.isEmpty() || run.ahead().isEmpty()) {
            return;
        }
        FrozenAnswers answers = new FrozenAnswers(trainer.towers(), preparation, manager);
        BatchPlanner plan = plan();
        for (BatchPlanner.Step step = plan.next(); first + step.number() < end; step = plan.next()) {
            Task task = tasks.get(step.task());
            answers.add(preparation.questions(
                    step,
                    task.pairs(),
                    task.spec().augmentation(),
                    task.spec().objective().taughtAnchors()));
        }
        answers.ask(trainer::stopped, run.ahead().get());
    }

    /** What frozen towers have answered, in this run or one before it. */
    private void openStores() {
        Set<Modality> read = EnumSet.noneOf(Modality.class);
        tasks.forEach(
                task -> read.addAll(List.of(task.spec().anchors(), task.spec().positives())));
        for (Modality modality : read) {
            Tower tower = trainer.towers().get(modality);
            Recipe.TowerSpec spec = trainer.recipe().towers().get(modality);
            if (tower != null && spec != null && preparation.frozen(modality)) {
                Path folder = trainer.recipe().features().orElse(trainer.out().resolve("features"));
                try {
                    byte[] digest = TowerDigest.of(tower, spec);
                    stores.put(modality, FeatureStore.open(folder, modality.id(), digest, tower.width()));
                } catch (IOException e) {
                    throw new TriptychException(spec.from() + ": cannot be read: " + e.getMessage(), e);
                }
            }
        }
    }

    private Task task(String name) {
        Recipe.TaskSpec spec = trainer.recipe().tasks().get(name);
        PairSource source = trainer.sources().get(name);
        if (spec == null || source == null || source.size() < 2) {
            throw new TriptychException("task " + name, "no pairs", "at least two", "look at its data");
        }
        spec.objective().needs().check(spec, source, heads.width());
        Optional<Encoder<Content>> guide = Optional.ofNullable(trainer.guides().get(name));
        if (guide.isEmpty() && spec.objective().guide().isPresent()) {
            throw new TriptychException("task " + name, "no guide", "the one of its recipe", "open it");
        }
        if (guide.isPresent()
                && (spec.objective().needs().teacher() || spec.objective().taughtAnchors())
                && guide.get().width() != heads.width()) {
            throw new TriptychException(
                    "task " + name + ": teacher",
                    "vectors of " + guide.get().width(),
                    heads.width() + ", the width of the space",
                    "make the space as wide as the teacher, or take another");
        }
        Embedder embedder = new Embedder(trainer.towers(), heads, preparation, guide);
        TaskLoss loss = new TaskLoss(spec, heads, guide);
        GradientPass pass = spec.cached() == 0
                ? new WholeBatch(embedder, loss, () -> {})
                : new GradCache(embedder, loss, spec.cached(), this::learns, () -> {});
        Set<Modality> modalities = Set.copyOf(List.of(spec.anchors(), spec.positives()));
        List<WeightGroups.Weight> moved =
                List.copyOf(groups.moved(modalities, stage, spec.pair()).values());
        if (moved.isEmpty()) {
            throw new TriptychException(
                    "stage " + stage.name() + ": task " + name,
                    "nothing that learns on the way of " + spec.pair() + " into the space",
                    "a rate above 0 for one of its towers or heads",
                    "add it to 'rates', or take the task out of the stage");
        }
        return new Task(spec, source, pass, moved);
    }

    /** Whether anything on a modality's way into the space moves in this stage. */
    private boolean learns(Modality modality) {
        return !groups.moved(Set.of(modality), stage, "").isEmpty();
    }

    /** Trains up to a step of the run, or until the run is asked to stop; answers how many steps of the run are done. */
    int train(int done, int end) {
        groups.learn(groups.learning(stage));
        openStores();
        ExecutorService beside = Executors.newSingleThreadExecutor(r -> {
            Thread t = new Thread(r, "triptych-batches");
            t.setDaemon(true);
            return t;
        });
        int at = Math.max(done, first);
        try {
            askFrozen(end);
            bar.begin();
            BatchPlanner planner = plan();
            BatchPlanner.Step step = planner.next();
            while (first + step.number() < done) {
                step = planner.next();
            }
            Future<BatchPreparation.Batch> next = submit(beside, step);
            while (at < end && !trainer.stopped()) {
                BatchPreparation.Batch batch = await(next);
                next = submit(beside, planner.next());
                step(at, batch);
                at++;
                bar.advance(1);
                trainer.afterStep(at, run);
            }
            return at;
        } finally {
            beside.shutdownNow();
            stores.values().forEach(FeatureStore::close);
        }
    }

    private Future<BatchPreparation.Batch> submit(ExecutorService beside, BatchPlanner.Step step) {
        Task task = tasks.get(step.task());
        return beside.submit(() -> preparation.prepare(
                step,
                task.pairs(),
                task.spec().augmentation(),
                task.spec().objective().taughtAnchors()));
    }

    private static BatchPreparation.Batch await(Future<BatchPreparation.Batch> batch) {
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
        Task task = tasks.get(batch.step().task());
        Recipe.TaskSpec spec = task.spec();
        trainer.leftOut().add(spec.name(), task.pairs(), batch.leftOut());
        if (batch.anchor().size() < 2) {
            // Nothing is left to tell apart.
            return;
        }
        double loss = gradients(task, batch);
        finite(at, task, batch, "the loss", loss);
        double factor = stage.schedule().factor(at - first);
        double norm = optimizer.step(updates(task, factor), stage.clip());
        // The update has spoilt the weights in memory then, but not the checkpoint.
        finite(at, task, batch, "the gradient norm", norm);
        heads.logScale(spec.pair()).ifPresent(s -> LogitScale.clamp(manager, s));
        average.update(manager);
        smooth.merge(spec.name(), loss, (old, now) -> 0.95 * old + 0.05 * now);
        speed.read(batch);
        int leftOut = trainer.leftOut().count();
        bar.note(note() + speed.note() + (leftOut > 0 ? " " + leftOut + " left out" : ""));
        metrics.write(
                new Metrics.Step(at, stage.name(), spec.name(), loss, norm, factor, rates(task, factor), scale(spec)));
    }

    /** The loss of a batch; behind it weights have gradients. What is measured between steps computes in float32. */
    private double gradients(Task task, BatchPreparation.Batch batch) {
        narrow.forEach(layers -> layers.autocast(true));
        try {
            return task.pass().collect(manager, batch);
        } finally {
            narrow.forEach(layers -> layers.autocast(false));
        }
    }

    private void finite(int at, Task task, BatchPreparation.Batch batch, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new TriptychException(
                    "step " + at + ", task " + task.spec().name() + ", pairs "
                            + Arrays.toString(batch.step().pairs()) + ", groups "
                            + Arrays.stream(batch.step().pairs())
                                    .mapToObj(task.pairs()::group)
                                    .toList(),
                    what + " " + value,
                    "a finite number",
                    trainer.lastCheckpoint());
        }
    }

    /** The learning rates of the groups that a task moves. */
    private Map<String, Double> rates(Task task, double factor) {
        Map<String, Double> rates = new TreeMap<>();
        task.moved().forEach(w -> rates.put(w.group(), stage.rate(w.group()) * factor));
        return rates;
    }

    /** Weights of one rate and one decay together: each such group is one call of the fused update. */
    private List<AdamW.Group> updates(Task task, double factor) {
        Map<String, AdamW.Group> updates = new LinkedHashMap<>();
        for (WeightGroups.Weight w : task.moved()) {
            double rate = stage.rate(w.group()) * factor;
            double decay = w.decays() ? stage.decay(w.group()) : 0;
            updates.computeIfAbsent(rate + " " + decay, k -> new AdamW.Group(new ArrayList<>(), rate, decay))
                    .weights()
                    .add(w.array());
        }
        return List.copyOf(updates.values());
    }

    private OptionalDouble scale(Recipe.TaskSpec task) {
        return heads.logScale(task.pair())
                .map(s -> OptionalDouble.of(Math.exp(s.getFloat())))
                .orElse(OptionalDouble.empty());
    }

    private String note() {
        StringBuilder note = new StringBuilder();
        smooth.forEach((task, loss) -> note.append(String.format(Locale.ROOT, " %s %.3f", task, loss)));
        return note.toString();
    }
}
