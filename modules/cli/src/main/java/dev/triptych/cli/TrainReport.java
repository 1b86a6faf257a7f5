package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.triptych.model.RunReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code triptych train report}. */
@Command(
        name = "report",
        description =
                "Draw the curves of a run, also of one that is going on or was killed: report.html and plots/*.png.",
        footer = {"  triptych train report runs/tiny"})
final class TrainReport implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "The run's folder.")
    private Path out = Path.of("");

    @Mixin
    private final JsonOption json = new JsonOption();

    TrainReport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path page = RunReport.write(out);
        session.console()
                .out()
                .println(json.on() ? JsonNodeFactory.instance.objectNode().put("report", page.toString()) : page);
        return 0;
    }
}
