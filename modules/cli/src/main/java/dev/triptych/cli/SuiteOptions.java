package dev.triptych.cli;

import dev.triptych.evaluate.report.ReportPage;
import dev.triptych.evaluate.report.SuiteModel;
import dev.triptych.evaluate.report.SuitePlan;
import dev.triptych.evaluate.report.SuiteReport;
import dev.triptych.evaluate.report.SuiteRun;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which suite, which models, and where the results go: what {@code evaluate suite} and {@code bench quality} have in common. */
public final class SuiteOptions {
    private static final String INSIDE = "default";
    private static final String STATIC = "static";
    private static final String WORDS = "words";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--suite", required = true, paramLabel = "FILE", description = "The tasks, as YAML.")
    private Path suite = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = {
                "A model folder, ours or published; 'default' is the model inside, 'static' its static embedding, 'words' BM25. May be",
                "repeated: all are measured, and shown side by side."
            })
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results there, after every task, so that --resume can go on.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with plots and examples.")
    private @Nullable Path html;

    @Option(names = "--resume", description = "Keep what stands in the file of --json and measure only the rest.")
    private boolean resume;

    /**
     * Measures what was asked for and prints the table.
     *
     * @param inside whether the model inside takes part without being named
     * @param load opens a model folder, or the model inside; {@code static} is a folder that nobody has
     * @param others models that stand behind those that were named
     * @return the exit code
     */
    public int measure(
            boolean inside, Function<Optional<Path>, Encoder<Content>> load, List<SuiteModel> others, Progress progress)
            throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter err = line.getErr();
        Set<String> named = new LinkedHashSet<>(inside || models.isEmpty() ? List.of(INSIDE) : List.of());
        named.addAll(models);
        List<SuiteModel> columns = new ArrayList<>(columns(List.copyOf(named), load));
        columns.addAll(others);
        requirePlaces();
        List<String> faults = new ArrayList<>();
        SuitePlan plan = SuitePlan.of(suite, columns, progress, faults::add);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> err.println("triptych: " + Console.oneLine(fault)));
            return 1;
        }
        SuiteReport report = SuiteRun.measure(
                plan,
                "triptych " + String.join(" ", line.getParseResult().originalArgs()),
                Optional.ofNullable(json),
                resume,
                progress,
                told -> err.println("triptych: " + Console.oneLine(told)));
        report.table().forEach(row -> line.getOut().println(printable(row)));
        if (html != null) {
            ReportPage.write(report, html);
            line.getOut().println("page   " + html.toAbsolutePath().normalize());
        }
        return 0;
    }

    /** A column for each model; every folder is there before one is loaded. */
    private static List<SuiteModel> columns(List<String> named, Function<Optional<Path>, Encoder<Content>> load) {
        Set<String> taken = new HashSet<>();
        List<SuiteModel> columns = new ArrayList<>();
        for (String model : named) {
            if (model.equals(WORDS)) {
                columns.add(SuiteModel.words());
            } else if (model.equals(INSIDE)) {
                columns.add(new SuiteModel(INSIDE, () -> load.apply(Optional.empty())));
            } else if (model.equals(STATIC) && !Files.exists(Path.of(STATIC))) {
                columns.add(new SuiteModel(STATIC, () -> load.apply(Optional.of(Path.of(STATIC)))));
            } else {
                Path folder = Path.of(model);
                if (!Files.isDirectory(folder)) {
                    throw new TriptychException(
                            "--model",
                            "no folder " + model,
                            "a model folder, '" + INSIDE + "', '" + STATIC + "' or '" + WORDS + "'",
                            "check the path");
                }
                String last = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
                String name = taken.add(last) && !last.equals(INSIDE) && !last.equals(WORDS) ? last : model;
                columns.add(new SuiteModel(name, () -> load.apply(Optional.of(folder))));
            }
        }
        return columns;
    }

    /** Says before hours of work what would be found out after them. */
    private void requirePlaces() throws IOException {
        for (Path file : new Path[] {json, html}) {
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (file != null && Files.isDirectory(file)) {
                throw new TriptychException(file.toString(), "a folder", "a file to write to", "give another name");
            }
        }
        if (resume && json == null) {
            throw new TriptychException("--resume", "no --json", "the file of an earlier run", "add --json FILE");
        }
        if (!resume && json != null && Files.exists(json)) {
            throw new TriptychException(
                    json.toString(),
                    "results of an earlier run",
                    "no such file",
                    "go on with --resume, or give another name or remove it");
        }
    }

    /** A line of the table without what would steer a terminal; its blanks stay. */
    private static String printable(String row) {
        return row.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
