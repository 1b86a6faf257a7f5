package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.triptych.model.TrainingRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych train}. */
@Command(
        name = "train",
        description = {
            "Train a model as a recipe says; the model is written to DIR/model.",
            "",
            "Ctrl-C writes a checkpoint; --resume goes on from the last one to the same weights."
        },
        footer = {
            "  triptych train samples/recipes/first.yaml --out runs/first",
            "  triptych train samples/recipes/first.yaml --out runs/first --resume",
            "  triptych search \"a red circle\" --model runs/first/model"
        })
final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 130;

    private final Session session;

    @Parameters(paramLabel = "RECIPE.yaml", description = "What to train, on what, and how.")
    private Path recipe = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where checkpoints and the model go.")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Go on from the last checkpoint in DIR.")
    private boolean resume;

    @Mixin
    private final JsonOption json = new JsonOption();

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TrainingRun.Outcome outcome =
                TrainingRun.train(recipe, out, resume, session.progress(), line -> session.console()
                        .err()
                        .println("triptych: " + Console.oneLine(line)));
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
}
