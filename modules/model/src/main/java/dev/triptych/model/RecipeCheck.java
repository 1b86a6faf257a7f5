package dev.triptych.model;

import dev.triptych.data.CheckedPairs;
import dev.triptych.data.TrainingData;
import dev.triptych.model.Measurements.Measurement;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
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

/** Looks for everything that is wrong with a recipe, its files and its data, without training. */
public final class RecipeCheck {
    private final Recipe plan;
    private final List<String> faults;
    private final Map<String, PairSource> sources = new LinkedHashMap<>();

    private RecipeCheck(Recipe plan, List<String> faults) {
        this.plan = plan;
        this.faults = faults;
    }

    /**
     * What was found.
     *
     * @param faults each a line that says where, what and what to do; empty if the recipe can be trained
     * @param estimate of what the run will take, if there are no faults
     */
    public record Report(List<String> faults, Optional<TrialRun.Estimate> estimate) {
        public Report {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Checks a recipe. Fields are all read; then towers, data, guides and validation are opened, as far as fields allow it; then a few steps
     * of each stage are timed.
     *
     * @param measurements knows what may stand under {@code validate}
     */
    public static Report check(Path recipe, Measurements measurements, Progress progress) {
        List<String> faults = new ArrayList<>();
        Recipe plan;
        try {
            plan = StartingModel.resolved(Recipe.read(recipe, fault -> add(faults, fault)));
        } catch (TriptychException fault) {
            add(faults, fault);
            return new Report(faults, Optional.empty());
        }
        Path brief = folder();
        try {
            return new RecipeCheck(plan, faults).look(recipe, brief, measurements, progress);
        } finally {
            delete(brief);
        }
    }

    private static void add(List<String> faults, TriptychException fault) {
        String line = String.valueOf(fault.getMessage());
        if (!faults.contains(line)) {
            faults.add(line);
        }
    }

    private Report look(Path recipe, Path brief, Measurements measurements, Progress progress) {
        try {
            boolean towers = towersAreThere();
            plan.tasks().values().forEach(task -> attempt(() -> open(task, brief, progress)));
            guidesAreThere();
            List<Measurement> measured = new ArrayList<>();
            plan.validation().ifPresent(v -> attempt(() -> measured.add(measurements.open(v.tasks()))));
            if (towers) {
                plan.towers().values().forEach(tower -> attempt(() -> GrownVocabulary.check(tower)));
            }
            if (towers && faults.isEmpty()) {
                List<TrialRun.Estimate> estimate = new ArrayList<>();
                attempt(() -> estimate.add(new TrialRun(
                                StaticStart.make(
                                        GrownVocabulary.grow(plan, brief, false, progress), brief, false, progress),
                                ModelFolder.digest(recipe),
                                sources,
                                brief)
                        .estimate(measured.stream().findFirst(), progress)));
                return new Report(faults, estimate.stream().findFirst());
            }
            if (towers) {
                attempt(() -> TriModal.openTowers(plan.towers()).values().forEach(tower -> tower.close()));
            }
            return new Report(faults, Optional.empty());
        } finally {
            sources.values().forEach(source -> {
                if (source instanceof CheckedPairs checked) {
                    checked.close();
                }
            });
        }
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (TriptychException fault) {
            add(faults, fault);
        }
    }

    private boolean towersAreThere() {
        boolean all = !plan.towers().isEmpty();
        for (var tower : plan.towers().entrySet()) {
            all &= isThere(
                    "towers." + tower.getKey().id() + ".from", tower.getValue().from());
        }
        return all;
    }

    private void guidesAreThere() {
        plan.tasks().values().forEach(task -> task.objective()
                .guide()
                .flatMap(guide -> guide.from())
                .ifPresent(from -> isThere("tasks." + task.name() + ": guide or teacher", from)));
    }

    private boolean isThere(String where, Path folder) {
        boolean there = Files.isDirectory(folder);
        if (!there) {
            add(faults, new TriptychException(where, "no folder " + folder, "a model folder", "check the path"));
        }
        return there;
    }

    private void open(Recipe.TaskSpec task, Path brief, Progress progress) {
        PairSource source = TrainingData.open(task, brief.resolve("data"), progress);
        sources.put(task.name(), source);
        task.requireUsable(source, plan.width());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("triptych-check");
        } catch (IOException e) {
            throw new TriptychException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            Leftovers.delete(folder);
        } catch (IOException e) {
            throw new TriptychException(folder + ": cannot be deleted: " + e.getMessage(), e);
        }
    }
}
