package dev.triptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triptych model}: what is in a model folder. */
@Command(
        name = "model",
        description = "Say what a model folder holds, or check that it is as it was written.",
        footer = {"  triptych model info", "  triptych model verify runs/first/model"})
final class ModelCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "model what? info or verify");
        }
    }
}
