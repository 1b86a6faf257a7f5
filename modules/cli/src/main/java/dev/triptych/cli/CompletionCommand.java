package dev.triptych.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code triptych completion}. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        footer = {
            "  source <(triptych completion)                                     for this shell",
            "  triptych completion > ~/.local/share/bash-completion/completions/triptych"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            session.console()
                    .out()
                    .print(AutoComplete.bash("triptych", spec.root().commandLine()));
            session.console().out().flush();
        }
        return 0;
    }
}
