package dev.triptych.train;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Lora;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The one trainer: tasks between any two modalities, mixed in one run, through one common projection.
 *
 * <p>A batch holds one task. Each step embeds its sides, asks the objective for a loss, and moves only the weights that the task
 * touches. Batches are prepared on a second thread while the step before runs.
 */
public final class ContrastiveTrainer {
    private final Recipe recipe;
    private final String recipeHash;
    private final Map<Modality, Tower> towers;
    private final Heads heads;
    private final Map<String, PairSource> sources;
    private final Map<String, Encoder<Content>> guides;
    private final Path out;
    private final WeightGroups groups;
    /** What the run moves; all else is as it was read. */
    private final Map<String, WeightGroups.Weight> learned;

    private final RunCheckpoint checkpoint;
    private final Optional<Validation> validation;
    private final RunCheckpoint best;

    private volatile boolean stop;
    /** Steps of the last checkpoint; -1 before the first. */
    private int saved = -1;

    private BestSoFar bestSoFar = new BestSoFar();
    private final LeftOutPairs leftOut = new LeftOutPairs();

    /**
     * A run without guides and validation.
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
        this(recipe, recipeHash, towers, heads, sources, Map.of(), out, Optional.empty());
    }

    /**
     * A run.
     *
     * @param guides the guide or teacher of each task that has one; whoever opened them closes them
     * @param validation measures the model as the recipe's {@code validate} says; absent if it says nothing
     */
    public ContrastiveTrainer(
            Recipe recipe,
            String recipeHash,
            Map<Modality, Tower> towers,
            Heads heads,
            Map<String, PairSource> sources,
            Map<String, Encoder<Content>> guides,
            Path out,
            Optional<Validation> validation) {
        this.recipe = recipe;
        this.recipeHash = recipeHash;
        this.towers = towers;
        this.heads = heads;
        this.sources = sources;
        this.guides = guides;
        this.out = out;
        adapt();
        this.groups = new WeightGroups(towers, heads);
        this.learned = groups.learned(recipe.stages());
        this.checkpoint = new RunCheckpoint(out);
        this.best = new RunCheckpoint(out, "best");
        this.validation = validation;
    }

    /** Whether a tower's low-rank changes are to stay beside its weights. */
    private boolean apart(Modality modality) {
        Recipe.TowerSpec spec = recipe.towers().get(modality);
        return spec != null && spec.lora().map(Lora::apart).orElse(false);
    }

    /** Puts low-rank matrices beside the towers whose recipe asks for them. */
    private void adapt() {
        recipe.towers().forEach((modality, spec) -> {
            Tower tower = towers.get(modality);
            if (tower != null && spec.lora().isPresent()) {
                WeightGroups.layers(tower, "towers." + modality.id() + ".lora")
                        .adapt(
                                spec.lora().get(),
                                new SplittableRandom(
                                        recipe.seed() * 31 + modality.id().hashCode()));
            }
        });
    }

    /** What was left out of batches since this run began or went on, a line for each task; empty if nothing was. */
    public List<String> leftOutLines() {
        return leftOut.lines();
    }

    /** Asks the run to write a checkpoint after the present step and to end. */
    public void stop() {
        stop = true;
    }

    /**
     * Trains through all stages, or until validations get no better for as long as the recipe is patient. Then the weights are the best
     * ones, if the recipe keeps them; the checkpoint has the last.
     *
     * @param resume goes on from the last checkpoint in the run's folder, if there is one
     * <p>Behind a run that came to its end the towers and heads are the model: averaged weights are in their place, and low-rank
     * matrices are merged into theirs.
     *
     * @return whether the run came to its end; false if it was stopped, and can be resumed
     */
    public boolean run(boolean resume, Progress progress) {
        int total = recipe.stages().stream().mapToInt(Recipe.Stage::steps).sum();
        Path lines = out.resolve("metrics.jsonl");
        try (NDManager manager = Kernels.get().newManager()) {
            AdamW optimizer = new AdamW(manager, AdamW.Settings.DEFAULT);
            WeightAverage average = new WeightAverage(recipe.ema(), learned, manager);
            int begun = resume ? checkpoint.restore(recipeHash, learned, optimizer, average) : 0;
            int done = begun;
            saved = resume && checkpoint.exists() ? done : -1;
            try (Metrics metrics = Metrics.open(lines, done);
                    StepsBar bar = new StepsBar(() -> progress.resume("training", total, begun))) {
                bestSoFar = BestSoFar.of(lines);
                done = stages(
                        new StageRun.Run(this, manager, optimizer, average, metrics, bar, Optional.of(progress)), done);
            } finally {
                groups.learn(w -> false);
            }
            save(done, optimizer, average);
            boolean finished = done == total || exhausted();
            if (finished) {
                if (validation.isPresent() && best.exists() && keepsBest()) {
                    best.restoreWeights(learned);
                } else {
                    average.exchange();
                }
                towers.forEach((modality, tower) -> {
                    if (!apart(modality)) {
                        tower.layers().ifPresent(LayerStack::merge);
                    }
                });
            }
            return finished;
        }
    }

    /**
     * Trains a few steps of each stage, to see what they take. The weights are not good for anything afterwards.
     *
     * @param steps of each stage
     * @param progress hears of each step of a stage, under the stage's name
     */
    public void trial(int steps, Progress progress) {
        try (NDManager manager = Kernels.get().newManager();
                Metrics metrics = Metrics.open(out.resolve("metrics.jsonl"), 0)) {
            AdamW optimizer = new AdamW(manager, AdamW.Settings.DEFAULT);
            WeightAverage average = new WeightAverage(recipe.ema(), learned, manager);
            int first = 0;
            for (int s = 0; s < recipe.stages().size(); s++) {
                Recipe.Stage stage = recipe.stages().get(s);
                int tried = Math.min(steps, stage.steps());
                try (StepsBar bar = new StepsBar(() -> progress.start(stage.name(), tried))) {
                    StageRun.Run run =
                            new StageRun.Run(this, manager, optimizer, average, metrics, bar, Optional.empty());
                    new StageRun(run, stage, s, first).train(first, first + tried);
                }
                first += stage.steps();
            }
            save(first, optimizer, average);
        } finally {
            groups.learn(w -> false);
        }
    }

    private int stages(StageRun.Run run, int begun) {
        int done = begun;
        int first = 0;
        for (int s = 0; s < recipe.stages().size() && !stopped(); s++) {
            Recipe.Stage stage = recipe.stages().get(s);
            if (done < first + stage.steps()) {
                done = new StageRun(run, stage, s, first).train(done, first + stage.steps());
            }
            first += stage.steps();
        }
        return done;
    }

    /** What is due when so many steps are done. The checkpoint comes last: a run that is killed before it does all of this again. */
    void afterStep(int done, StageRun.Run run) {
        if (validation.isPresent()) {
            int total = recipe.stages().stream().mapToInt(Recipe.Stage::steps).sum();
            int every = recipe.validation().map(ValidationPlan::every).orElse(recipe.checkpointEvery());
            if (done % every == 0 || done == total) {
                run.metrics().write(done, measured(validation.get(), done, run));
            }
        }
        if (done % recipe.checkpointEvery() == 0) {
            save(done, run.optimizer(), run.average());
        }
    }

    /** What is measured, and kept if it is the best so far, is what the model would be: the averages, if there are any. */
    private Validation.Figures measured(Validation measure, int done, StageRun.Run run) {
        run.average().exchange();
        try {
            Validation.Figures figures = measure.measure();
            if (bestSoFar.better(figures.value())) {
                AdamW none = new AdamW(run.manager(), AdamW.Settings.DEFAULT);
                best.save(done, recipeHash, learned, none, new WeightAverage(0, learned, run.manager()));
            }
            return figures;
        } finally {
            run.average().exchange();
        }
    }

    private void save(int done, AdamW optimizer, WeightAverage average) {
        checkpoint.save(done, recipeHash, learned, optimizer, average);
        saved = done;
    }

    private boolean keepsBest() {
        return recipe.validation().map(ValidationPlan::keepBest).orElse(false);
    }

    private boolean exhausted() {
        return bestSoFar.exhausted(
                recipe.validation().map(ValidationPlan::patience).orElse(0));
    }

    /** Where to go on from when something went wrong. */
    String lastCheckpoint() {
        return saved < 0
                ? "there is no checkpoint yet: lower the learning rate and begin again"
                : "the checkpoint of step " + saved + " in " + out + " is good: lower the learning rate and resume";
    }

    boolean stopped() {
        return stop || exhausted();
    }

    Recipe recipe() {
        return recipe;
    }

    Map<Modality, Tower> towers() {
        return towers;
    }

    Heads heads() {
        return heads;
    }

    Map<String, PairSource> sources() {
        return sources;
    }

    Map<String, Encoder<Content>> guides() {
        return guides;
    }

    WeightGroups groups() {
        return groups;
    }

    Path out() {
        return out;
    }

    LeftOutPairs leftOut() {
        return leftOut;
    }
}
