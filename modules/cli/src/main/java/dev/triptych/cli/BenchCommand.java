package dev.triptych.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code triptych bench}: its commands are in a module of their own, which brings what we are compared with. */
@Command(
        name = "bench",
        description = "Measure speed and quality beside other libraries.",
        footer = {
            "  triptych bench embed                    texts of our own making",
            "  triptych bench embed --texts lines.txt --pictures photos --out bench",
            "  triptych bench quality --suite samples/suites/tiny.yaml",
            "  triptych bench pieces                   tokenizing, pooling, resizing",
            "  triptych bench views --pairs FILE --model DIR   what to read of a method"
        })
final class BenchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(hidden = true, arity = "0..*")
    private List<String> unknown = new ArrayList<>();

    @Override
    public void run() {
        if (spec == null) {
            return;
        }
        if (spec.subcommands().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "bench is not on this class path; start it with the launcher: ./triptych bench");
        }
        throw new ParameterException(
                spec.commandLine(),
                "bench what? " + String.join(" or ", spec.subcommands().keySet())
                        + (unknown.isEmpty() ? "" : ", not '" + unknown.get(0) + "'"));
    }
}
