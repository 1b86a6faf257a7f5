package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.evaluate.RecipeTasks;
import dev.triptych.model.RecipeCheck;
import dev.triptych.model.TrainingRun;
import dev.triptych.model.TrialRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code triptych train}. */
@Command(
        name = "train",
        description = {
            "Train a model as a recipe says; the model is written to DIR/model, curves to DIR/report.html.",
            "",
            "Ctrl-C writes a checkpoint; --resume goes on from the last one to the same weights. --check lists everything that is wrong"
                    + " with the recipe, its files and its data, and says what the run will take."
        },
        footer = {
            "  triptych train samples/recipes/tiny.yaml --check",
            "  triptych train samples/recipes/tiny.yaml --out runs/tiny",
            "  triptych train samples/recipes/tiny.yaml --out runs/tiny --resume",
            "  triptych train report runs/tiny",
            "  triptych search \"a red circle\" --model runs/tiny/model"
        })
final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 130;

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    /** Absent before a subcommand. */
    @Parameters(paramLabel = "RECIPE.yaml", arity = "0..1", description = "What to train, on what, and how.")
    private @Nullable Path recipe;

    @Option(names = "--out", paramLabel = "DIR", description = "Where checkpoints and the model go.")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on from the last checkpoint in DIR.")
    private boolean resume;

    @Option(names = "--check", description = "Look for faults and estimate time, memory and disk; train nothing.")
    private boolean check;

    @Mixin
    private final JsonOption json = new JsonOption();

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (recipe == null) {
            throw missing("Missing required parameter: 'RECIPE.yaml'");
        }
        if (check) {
            return checked(RecipeCheck.check(recipe, new RecipeTasks(), session.progress()));
        }
        if (out == null) {
            throw missing("Missing required option: '--out=DIR'");
        }
        TrainingRun.Outcome outcome =
                TrainingRun.train(recipe, out, resume, session.progress(), this::tell, new RecipeTasks());
        if (json.on()) {
            session.console()
                    .out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("finished", outcome.finished())
                            .put("model", outcome.model().toString())
                            .put("fingerprint", outcome.fingerprint()));
        } else if (outcome.finished()) {
            session.console().out().println(outcome.model() + "  " + outcome.fingerprint());
        } else {
            session.console().err().println("triptych: stopped; go on with --resume");
        }
        return outcome.finished() ? 0 : STOPPED;
    }

    private RuntimeException missing(String message) {
        return spec == null ? new IllegalStateException(message) : new ParameterException(spec.commandLine(), message);
    }

    private void tell(String line) {
        session.console().err().println("triptych: " + Console.oneLine(line));
    }

    private int checked(RecipeCheck.Report report) {
        PrintWriter console = session.console().out();
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            report.faults().forEach(answer.putArray("faults")::add);
            report.estimate().ifPresent(e -> {
                ObjectNode estimate = answer.putObject("estimate")
                        .put("steps", e.steps())
                        .put("tried_steps", e.tried())
                        .put("seconds", e.seconds())
                        .put("disk_bytes", e.disk())
                        .put("precision", e.precision());
                e.memory().ifPresent(bytes -> estimate.put("memory_bytes", bytes));
            });
            console.println(answer);
        } else {
            report.faults().forEach(fault -> console.println(Console.oneLine(fault)));
            report.estimate().ifPresent(e -> {
                console.println(line(e));
                console.println("precision: " + e.precision());
            });
        }
        return report.faults().isEmpty() ? 0 : 1;
    }

    private static String line(TrialRun.Estimate e) {
        String time = e.seconds() < 120
                ? String.format(Locale.ROOT, "%.0f s", e.seconds())
                : String.format(Locale.ROOT, "%.0f min", e.seconds() / 60);
        String memory = e.memory().isPresent()
                ? String.format(Locale.ROOT, ", %.1f GB of memory", e.memory().getAsLong() / 1e9)
                : "";
        return String.format(
                Locale.ROOT,
                "no faults; %,d steps, at most about %s%s, %.2f GB of disk (from %d steps tried here and now)",
                e.steps(),
                time,
                memory,
                e.disk() / 1e9,
                e.tried());
    }
}
