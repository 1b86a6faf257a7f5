package dev.triptych.cli;

import dev.triptych.evaluate.Interval;
import dev.triptych.evaluate.Result;
import dev.triptych.evaluate.Task;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the tasks of {@code triptych evaluate} have in common: run, then print. */
abstract class EvaluateTask implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--detail", description = "With --json: similarities, recall curves, examples and vectors, too.")
    private boolean detail;

    @Spec
    private @Nullable CommandSpec spec;

    EvaluateTask(Session session) {
        this.session = session;
    }

    abstract Task task();

    @Override
    public Integer call() {
        Result result;
        try (Encoder<Content> encoder = model.load(session)) {
            result = task().run(encoder, session.progress()).withCommand(commandLine());
        }
        PrintWriter out = session.console().out();
        if (json.on()) {
            out.println(detail ? result.toJsonWithDetail() : result.toJson());
            return 0;
        }
        result.metrics()
                .forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-26s %.4f", name, value)
                        + interval(result.intervals().get(name))));
        out.println("protocol  " + result.protocol());
        out.println("data      " + result.data().file() + "  sha256 "
                + result.data().sha256().substring(0, 12));
        out.println("model     " + result.model());
        out.println(String.format(Locale.ROOT, "time      %.1f s", result.seconds()));
        if (result.truncated() > 0) {
            out.println("cut       " + result.truncated() + " inputs were longer than the model reads");
        }
        result.remarks().forEach(remark -> out.println("note      " + Console.oneLine(remark)));
        return 0;
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null ? "" : String.format(Locale.ROOT, "  [%.4f, %.4f]", interval.low(), interval.high());
    }

    /** What was typed, so that a shell takes it again. */
    private String commandLine() {
        return spec == null
                ? ""
                : "triptych "
                        + spec.commandLine().getParseResult().originalArgs().stream()
                                .map(EvaluateTask::quoted)
                                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w./=,:@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
