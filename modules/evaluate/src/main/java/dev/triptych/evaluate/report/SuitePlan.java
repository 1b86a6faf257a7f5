package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Task;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A suite of which everything has been looked at that can be without a model.
 *
 * @param rehearsals of the tasks whose data are there
 */
public record SuitePlan(Suite suite, List<SuiteModel> models, Map<Task, SuiteRehearsal> rehearsals) {

    /**
     * Reads a suite and opens all its data.
     *
     * @param faults hears everything that is wrong; if it has heard anything, the plan is of no use
     */
    public static SuitePlan of(Path file, List<SuiteModel> models, Progress progress, Consumer<String> faults) {
        Suite suite = Suite.read(file, faults);
        Map<Task, SuiteRehearsal> rehearsals = new HashMap<>();
        try (Progress.Task bar = progress.start("data", suite.tasks().size())) {
            for (SuiteTask row : suite.tasks()) {
                for (SuiteModel model : models) {
                    Optional<Task> task = row.missing().isPresent() ? Optional.empty() : task(row, model);
                    if (task.isPresent() && !rehearsals.containsKey(task.get())) {
                        try {
                            SuiteRehearsal rehearsal = SuiteRehearsal.of(task.get());
                            requireHeadline(row, rehearsal.result().metrics().keySet());
                            rehearsals.put(task.get(), rehearsal);
                        } catch (TriptychException fault) {
                            faults.accept(fault.getMessage());
                            break;
                        }
                    }
                }
                bar.advance(1);
            }
        }
        return new SuitePlan(suite, models, rehearsals);
    }

    /** What a model is asked to do; empty if words alone cannot do it. */
    static Optional<Task> task(SuiteTask row, SuiteModel model) {
        return model.byWords() ? row.task().byWords() : Optional.of(row.task());
    }

    private static void requireHeadline(SuiteTask row, Set<String> figures) {
        // One that is missing altogether has been told.
        if (!row.headline().isEmpty() && !figures.contains(row.headline())) {
            throw new TriptychException(
                    row.where(),
                    "'" + row.headline() + "'",
                    "a figure of this task: " + String.join(", ", new TreeSet<>(figures)),
                    "use one of these");
        }
    }
}
