package dev.triptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triptych model}: model folders, what is in them, where they come from and where they go. */
@Command(
        name = "model",
        description = "Look at a model folder, fetch one, make one of published folders, or write a tower for Python.",
        footer = {
            "  triptych model info",
            "  triptych model verify runs/tiny/model",
            "  triptych model pull sentence-transformers/all-MiniLM-L6-v2"
        })
final class ModelCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "model what? info, verify, pull, import, export or average");
        }
    }
}
