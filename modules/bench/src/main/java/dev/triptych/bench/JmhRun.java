package dev.triptych.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One benchmark in a JVM of its own; what JMH says goes to standard error. */
final class JmhRun {
    private JmhRun() {}

    /** Operations per second of the method with this name. */
    static double perSecond(String method, int seconds) {
        var options = new OptionsBuilder()
                .include("\\." + method + "$")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .warmupIterations(seconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .forks(1)
                .threads(1)
                .build();
        try {
            var quiet = OutputFormatFactory.createFormatInstance(
                    new PrintStream(System.err, true, StandardCharsets.UTF_8), VerboseMode.SILENT);
            Collection<RunResult> results = new Runner(options, quiet).run();
            return results.iterator().next().getPrimaryResult().getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
