package dev.triptych.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych evaluate suite}. */
@Command(
        name = "suite",
        description = {
            "Measure several models on several tasks: one table, one page with plots and examples.",
            "",
            "Everything that is wrong with the suite and its data is said before a model is loaded. A task that a model cannot do, or whose"
                    + " data are not there, stays blank, with the reason."
        },
        footer = {
            "  triptych evaluate suite --suite samples/suites/tiny.yaml --html tiny.html",
            "  triptych evaluate suite --suite suite.yaml --model default --model DIR --model words --json out.json --html out.html",
            "  triptych evaluate suite --suite suite.yaml --json out.json --resume"
        })
final class EvaluateSuite implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    EvaluateSuite(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        return options.measure(false, session.models()::load, List.of(), session.progress());
    }
}
