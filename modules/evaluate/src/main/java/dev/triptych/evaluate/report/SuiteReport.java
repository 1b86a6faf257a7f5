package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Result;
import dev.triptych.space.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a suite has given so far: tasks down, models across. */
public final class SuiteReport {
    private final Suite suite;
    private final List<String> models;
    private final Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
    private final Map<String, Map<String, SuiteCell>> cells = new LinkedHashMap<>();

    SuiteReport(Suite suite, List<String> models) {
        this.suite = suite;
        this.models = List.copyOf(models);
    }

    Suite suite() {
        return suite;
    }

    List<String> models() {
        return models;
    }

    Map<String, Fingerprint> fingerprints() {
        return fingerprints;
    }

    void model(String name, Fingerprint fingerprint) {
        fingerprints.put(name, fingerprint);
    }

    void put(SuiteTask task, String model, SuiteCell cell) {
        cells.computeIfAbsent(task.name(), name -> new LinkedHashMap<>()).put(model, cell);
    }

    /** What is there for a task and a model; before its turn a blank. */
    SuiteCell cell(SuiteTask task, String model) {
        return cells.getOrDefault(task.name(), Map.of()).getOrDefault(model, new SuiteCell.Blank("not measured yet"));
    }

    Optional<SuiteCell.Figures> figures(SuiteTask task, String model) {
        return cell(task, model) instanceof SuiteCell.Figures figures ? Optional.of(figures) : Optional.empty();
    }

    Optional<Result> result(SuiteTask task, String model) {
        return figures(task, model).map(SuiteCell.Figures::result);
    }

    /** Whether a model's headline is the best of its row; nobody is the best of one. */
    boolean best(SuiteTask task, String model) {
        Optional<Double> own = headline(task, model);
        long others = 0;
        for (String other : models) {
            Optional<Double> value = other.equals(model) ? Optional.empty() : headline(task, other);
            if (value.isPresent() && own.isPresent()) {
                others++;
                boolean better = task.lessIsBetter() ? value.get() < own.get() : value.get() > own.get();
                if (better) {
                    return false;
                }
            }
        }
        return own.isPresent() && !own.get().isNaN() && others > 0;
    }

    private Optional<Double> headline(SuiteTask task, String model) {
        return result(task, model).map(r -> r.metrics().get(task.headline()));
    }

    /** Reasons of the blanks, each a line with the tasks and models that it keeps blank. */
    List<String> blanks() {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (SuiteTask task : suite.tasks()) {
            Map<String, List<String>> ofTask = new LinkedHashMap<>();
            for (String model : models) {
                if (cell(task, model) instanceof SuiteCell.Blank blank) {
                    ofTask.computeIfAbsent(blank.reason(), reason -> new ArrayList<>())
                            .add(model);
                }
            }
            ofTask.forEach((reason, who) -> byReason.computeIfAbsent(reason, r -> new ArrayList<>())
                    .add(who.size() == models.size() ? task.name() : task.name() + " × " + String.join(", ", who)));
        }
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, where) -> lines.add(reason + ": " + String.join("; ", where)));
        return lines;
    }

    /** The table as lines of text, for a person. */
    public List<String> table() {
        return ReportTable.lines(this);
    }
}
