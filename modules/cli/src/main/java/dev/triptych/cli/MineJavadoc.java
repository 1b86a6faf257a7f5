package dev.triptych.cli;

import dev.triptych.code.JavadocMiner;
import dev.triptych.code.MiningReport;
import dev.triptych.code.Rules;
import dev.triptych.code.SourcesJars;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych mine javadoc}. */
@Command(
        name = "javadoc",
        description = {
            "Pair the first sentence of each method's Javadoc with the method.",
            "",
            "Sources are -sources.jar files or folders. --libraries names more of them by Maven coordinates; only then is the"
                    + " network used, by Maven."
        },
        footer = {
            "  triptych mine javadoc src lib/guava-33.0.0-sources.jar --out pairs.jsonl.gz",
            "  triptych mine javadoc --libraries libraries.json --split train --out train.jsonl.gz --exclude dev.jsonl.gz"
        })
final class MineJavadoc implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCES", arity = "0..*", description = "Jars or folders of Java sources.")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the pairs go, as gzipped JSON lines.")
    private Path out = Path.of("");

    @Option(
            names = "--exclude",
            paramLabel = "FILE",
            description = "Pairs that must not come up, such as those to evaluate with; may be repeated.")
    private List<Path> exclude = new ArrayList<>();

    @Option(
            names = "--libraries",
            paramLabel = "FILE",
            description = "JSON {\"libraries\": [{\"gav\", \"split\"}]}: fetch their sources with Maven.")
    private @Nullable Path libraries;

    @Option(names = "--split", defaultValue = "train", description = "Which of --libraries; default ${DEFAULT-VALUE}.")
    private String split = "train";

    @Option(
            names = "--jars",
            defaultValue = "target/sources",
            paramLabel = "DIR",
            description = "Where fetched jars are kept; default ${DEFAULT-VALUE}.")
    private Path jars = Path.of("target/sources");

    @Mixin
    private final JsonOption json = new JsonOption();

    MineJavadoc(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Path> all = new ArrayList<>(sources);
        if (libraries != null) {
            all.addAll(SourcesJars.fetch(SourcesJars.coordinates(libraries, split), jars, session.progress()));
        }
        if (all.isEmpty()) {
            throw new TriptychException("sources", "none", "jars or folders, or --libraries FILE", "name some");
        }
        Rules rules = Rules.standard();
        for (Path file : exclude) {
            rules = rules.exclude(file);
        }
        MiningReport report = JavadocMiner.mine(all, out, rules, session.progress());
        session.console()
                .out()
                .println(json.on() ? report.toJson() : report.toString().stripTrailing());
        return 0;
    }
}
