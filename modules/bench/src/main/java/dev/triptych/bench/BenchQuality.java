package dev.triptych.bench;

import dev.triptych.cli.InstalledModels;
import dev.triptych.cli.SuiteOptions;
import dev.triptych.evaluate.report.SuiteModel;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code triptych bench quality}. */
@Command(
        name = "quality",
        description = {
            "Measure how good vectors are: the model inside, others by --model, langchain4j's all-MiniLM-L6-v2, BM25; one table.",
            "",
            "What somebody cannot do stays blank, with the reason. langchain4j reads code as text."
        },
        footer = {
            "  triptych bench quality --suite samples/suites/tiny.yaml",
            "  triptych bench quality --suite samples/suites/default-dev.yaml --model DIR --json out.json --html out.html"
        })
final class BenchQuality implements Callable<Integer> {
    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws IOException {
        return options.measure(
                true,
                new InstalledModels()::load,
                List.of(new SuiteModel("langchain4j", LangChain4jEncoder::new), SuiteModel.words()),
                Progress.console());
    }
}
