package dev.triptych.train;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.Heads;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import java.nio.file.Path;
import java.util.Map;
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
    /** For the test that a garbage collection between the passes changes nothing. */
    private final Runnable betweenPasses;

    private volatile boolean stop;

    /**
     * A run without guides.
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
        this(recipe, recipeHash, towers, heads, sources, Map.of(), out);
    }

    /**
     * A run.
     *
     * @param guides the guide or teacher of each task that has one; whoever opened them closes them
     */
    public ContrastiveTrainer(
            Recipe recipe,
            String recipeHash,
            Map<Modality, Tower> towers,
            Heads heads,
            Map<String, PairSource> sources,
            Map<String, Encoder<Content>> guides,
            Path out) {
        this(recipe, recipeHash, towers, heads, sources, guides, out, () -> {});
    }

    ContrastiveTrainer(
            Recipe recipe,
            String recipeHash,
            Map<Modality, Tower> towers,
            Heads heads,
            Map<String, PairSource> sources,
            Map<String, Encoder<Content>> guides,
            Path out,
            Runnable betweenPasses) {
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
        this.betweenPasses = betweenPasses;
    }

    /** Puts low-rank matrices beside the towers whose recipe asks for them. */
    private void adapt() {
        recipe.towers().forEach((modality, spec) -> {
            Tower tower = towers.get(modality);
            if (tower != null && spec.lora().isPresent()) {
                WeightGroups.layers(tower, "towers." + modality.id() + ".lora")
                        .adapt(spec.lora().get(), new SplittableRandom(recipe.seed() * 31 + modality.id().hashCode()));
            }
        });
    }

    /** Asks the run to write a checkpoint after the present step and to end. */
    public void stop() {
        stop = true;
    }

    /**
     * Trains through all stages.
     *
     * @param resume goes on from the last checkpoint in the run's folder, if there is one
     * <p>Behind a run that came to its end the towers and heads are the model: averaged weights are in their place, and low-rank
     * matrices are merged into theirs.
     *
     * @return whether the run came to its end; false if it was stopped, and can be resumed
     */
    public boolean run(boolean resume, Progress progress) {
        int total = recipe.stages().stream().mapToInt(Recipe.Stage::steps).sum();
        try (NDManager manager = Kernels.get().newManager();
                Metrics metrics = Metrics.append(out.resolve("metrics.jsonl"))) {
            AdamW optimizer = new AdamW(manager, AdamW.Settings.DEFAULT);
            WeightAverage average = new WeightAverage(recipe.ema(), learned, manager);
            int done = resume ? checkpoint.restore(recipeHash, learned, optimizer, average) : 0;
            int first = 0;
            try (Progress.Task bar = progress.start("training", total)) {
                bar.advance(done);
                StageRun.Run run = new StageRun.Run(this, manager, optimizer, average, metrics, bar);
                for (int s = 0; s < recipe.stages().size() && !stop; s++) {
                    Recipe.Stage stage = recipe.stages().get(s);
                    if (done < first + stage.steps()) {
                        done = new StageRun(run, stage, s, first).train(done);
                    }
                    first += stage.steps();
                }
            } finally {
                groups.learn(w -> false);
            }
            checkpoint.save(done, recipeHash, learned, optimizer, average);
            if (done == total) {
                average.exchange();
                towers.values().forEach(tower -> tower.layers().ifPresent(LayerStack::merge));
            }
            return done == total;
        }
    }

    /** What is due when so many steps are done. */
    void afterStep(int done, AdamW optimizer, WeightAverage average) {
        if (done % recipe.checkpointEvery() == 0) {
            checkpoint.save(done, recipeHash, learned, optimizer, average);
        }
    }

    boolean stopped() {
        return stop;
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

    Runnable betweenPasses() {
        return betweenPasses;
    }
}
