package dev.triptych.evaluate.report;

import dev.triptych.evaluate.Result;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measures one model after the other, so that one at a time is in memory, on one task after the other. */
public final class SuiteRun {
    private final SuitePlan plan;
    private final String command;
    private final Optional<Path> json;
    private final SuiteFile known;
    private final Progress progress;
    private final Consumer<String> tell;
    private final SuiteReport report;
    private final SuiteClock clock = new SuiteClock();

    private SuiteRun(
            SuitePlan plan,
            String command,
            Optional<Path> json,
            SuiteFile known,
            Progress progress,
            Consumer<String> tell) {
        this.plan = plan;
        this.command = command;
        this.json = json;
        this.known = known;
        this.progress = progress;
        this.tell = tell;
        report = new SuiteReport(
                plan.suite(), plan.models().stream().map(SuiteModel::name).toList());
    }

    /**
     * Measures.
     *
     * @param command the command line that asks for it, kept with every figure
     * @param json where results are written after every task; nowhere, if empty
     * @param resume whether what already stands there counts, if it is the same measurement
     * @param tell hears a line after every task
     */
    public static SuiteReport measure(
            SuitePlan plan,
            String command,
            Optional<Path> json,
            boolean resume,
            Progress progress,
            Consumer<String> tell) {
        SuiteFile known = resume && json.isPresent() ? SuiteFile.read(json.get()) : new SuiteFile();
        return new SuiteRun(plan, command, json, known, progress, tell).run();
    }

    private SuiteReport run() {
        List<SuiteTask> tasks = plan.suite().tasks();
        int done = 0;
        for (SuiteModel model : plan.models()) {
            try (Encoder<Content> encoder = model.open().get()) {
                report.model(model.name(), encoder.fingerprint());
                for (SuiteTask task : tasks) {
                    SuiteCell cell = cell(task, model, encoder);
                    report.put(task, model.name(), cell);
                    json.ifPresent(file -> known.write(report, file));
                    tell.accept(String.format(
                            Locale.ROOT,
                            "%d of %d: %s, %s: %s",
                            ++done,
                            tasks.size() * plan.models().size(),
                            model.name(),
                            task.name(),
                            told(task, cell, model)));
                }
            }
        }
        return report;
    }

    private SuiteCell cell(SuiteTask row, SuiteModel model, Encoder<Content> encoder) {
        Optional<String> missing = row.missing();
        if (missing.isPresent()) {
            return new SuiteCell.Blank(missing.get());
        }
        Optional<Task> task = SuitePlan.task(row, model);
        if (task.isEmpty()) {
            return new SuiteCell.Blank("words alone cannot do it");
        }
        Set<Modality> unread = EnumSet.noneOf(Modality.class);
        unread.addAll(task.get().modalities());
        unread.removeAll(encoder.modalities());
        if (!unread.isEmpty()) {
            return new SuiteCell.Blank(model.name() + " reads no " + names(unread));
        }
        SuiteRehearsal rehearsal = plan.rehearsals().get(task.get());
        Optional<SuiteCell.Figures> earlier =
                rehearsal == null ? Optional.empty() : known.find(rehearsal.result(), encoder.fingerprint());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            Result result = task.get().run(clock.timed(encoder), progress).withCommand(command);
            return new SuiteCell.Figures(result, SuiteDrawing.of(result.detail()));
        } catch (TriptychException e) {
            return new SuiteCell.Blank(String.valueOf(e.getMessage()));
        }
    }

    private static String names(Set<Modality> kinds) {
        return kinds.stream()
                .map(kind -> kind == Modality.IMAGE ? "pictures" : kind == Modality.TEXT ? "texts" : "code")
                .collect(Collectors.joining(" and no "));
    }

    private String told(SuiteTask task, SuiteCell cell, SuiteModel model) {
        if (cell instanceof SuiteCell.Figures figures) {
            return String.format(
                            Locale.ROOT,
                            "%s %s in %.1f s",
                            task.headline(),
                            ReportTable.figure(figures.result().metrics().getOrDefault(task.headline(), Double.NaN)),
                            figures.result().seconds())
                    + clock.left(rest(task, model));
        }
        return "blank, " + ((SuiteCell.Blank) cell).reason();
    }

    /** What is still to be embedded, if nobody has to leave anything out. */
    private Map<Modality, Integer> rest(SuiteTask last, SuiteModel at) {
        Map<Modality, Integer> rest = new EnumMap<>(Modality.class);
        boolean behind = false;
        for (SuiteModel model : plan.models()) {
            for (SuiteTask task : plan.suite().tasks()) {
                if (behind) {
                    SuitePlan.task(task, model).map(plan.rehearsals()::get).ifPresent(rehearsal -> rehearsal
                            .inputs()
                            .forEach((kind, count) -> rest.merge(kind, count, Integer::sum)));
                }
                behind |= model.equals(at) && task.equals(last);
            }
        }
        return rest;
    }
}
