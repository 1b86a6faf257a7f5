package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.triptych.model.ModelAverage;
import dev.triptych.space.Fingerprint;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych model average}. */
@Command(
        name = "average",
        description = {
            "Average the weights of models of one architecture (a model soup).",
            "",
            "Useful for models that were trained from the same start, with other seeds, rates or stages; measure the result."
        },
        footer = {
            "  triptych model average runs/a/model runs/b/model --out soup",
            "  triptych model average runs/a/model runs/b/model --weights 0.7,0.3 --out soup"
        })
final class ModelAverageCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "MODEL", arity = "2..*", description = "Model folders.")
    private List<Path> models = List.of();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "W",
            description = "A share for each; without it, equal ones.")
    private List<Double> weights = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the model goes.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model; without it, that of the folder.")
    private String name = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelAverageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String called =
                name.isBlank() ? String.valueOf(out.toAbsolutePath().normalize().getFileName()) : name;
        List<Double> shares = weights.isEmpty() ? Collections.nCopies(models.size(), 1.0) : weights;
        Fingerprint fingerprint = ModelAverage.write(models, shares, called, out);
        if (json.on()) {
            session.console()
                    .out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("model", out.toString())
                            .put("fingerprint", fingerprint.toString()));
        } else {
            session.console().out().println(out + "  " + fingerprint);
        }
        return 0;
    }
}
