package dev.triptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code triptych mine}: makes pairs to train on. */
@Command(
        name = "mine",
        description = "Make pairs to train on from what people have written.",
        footer = {"  triptych mine javadoc ~/projects/mine/src --out pairs.jsonl.gz"})
final class MineCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "mine what? javadoc");
        }
    }
}
