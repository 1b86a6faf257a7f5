package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.code.JavadocMiner;
import dev.triptych.code.MinedSplit;
import dev.triptych.code.MiningReport;
import dev.triptych.code.Rules;
import dev.triptych.evaluate.CodeSearch;
import dev.triptych.evaluate.Result;
import dev.triptych.model.Adaptation;
import dev.triptych.model.ModelFolder;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code triptych adapt}. */
@Command(
        name = "adapt",
        description = {
            "Adapt the model to a code base of your own: mine, train, measure before and after, keep the better.",
            "",
            "The code tower learns by low-rank matrices, which become part of it at the end. Ctrl-C writes a checkpoint; --resume goes on.",
            "",
            "The first sentence of each method's Javadoc is a question, the method its answer. One file in five is held out and only measured"
                    + " with. The model is written to OUT/model if it finds more of the held-out methods; texts and pictures keep their"
                    + " vectors."
        },
        footer = {
            "  triptych adapt src",
            "  triptych adapt ~/code/server ~/code/client --out runs/ours --steps 200",
            "  triptych adapt ~/code/server ~/code/client --out runs/ours --steps 200 --resume",
            "  triptych search \"where are uploads retried\" --model runs/ours/model"
        })
final class AdaptCommand implements Callable<Integer> {
    private static final double HELD_OUT = 0.2;
    /** More candidates would make figures that compare with no others; {@code evaluate code-search} stops there as well. */
    private static final int MOST_QUERIES = 1000;
    /** With fewer queries, one more or less found would look like a difference. */
    private static final int FEWEST_QUERIES = 20;

    private static final int FEWEST_PAIRS = 100;
    private static final int BATCH = 64;
    private static final int MOST_STEPS = 1_000_000;
    private static final String METRIC = "mrr@10";
    private static final int STOPPED = 130;
    /** Figures before and after; where it stands, the run has ended. */
    private static final String RESULT = "adapt.json";

    private final Session session;

    @Parameters(paramLabel = "SOURCES", arity = "1..*", description = "Folders or -sources.jar files of Java sources.")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--out",
            defaultValue = "runs/adapted",
            paramLabel = "OUT",
            description = "An empty folder for pairs, metrics and the model; default ${DEFAULT-VALUE}.")
    private Path out = Path.of("runs/adapted");

    @Option(
            names = "--steps",
            defaultValue = "100",
            paramLabel = "N",
            description = "Steps of " + BATCH + " pairs; default ${DEFAULT-VALUE}.")
    private int steps = 100;

    @Option(
            names = "--resume",
            description = "Go on from the last checkpoint in OUT, on the pairs that were mined then.")
    private boolean resume;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model to begin with, one of Triptych; without it, the model inside.")
    private @Nullable Path model;

    @Mixin
    private final JsonOption json = new JsonOption();

    AdaptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new TriptychException(
                    "--steps", String.valueOf(steps), "a number from 1 to " + MOST_STEPS, "write --steps 100");
        }
        boolean begun = Adaptation.begun(out);
        boolean others = Files.exists(out.resolve("model")) || Files.exists(out.resolve("metrics.jsonl"));
        if (Files.exists(out.resolve(RESULT)) || (!begun && others)) {
            throw new TriptychException(
                    out.toString(), "a run that has ended", "an empty folder", "choose another --out");
        }
        if (begun && !resume) {
            throw new TriptychException(
                    out.toString(), "a run that has begun", "an empty folder", "add --resume, or choose another --out");
        }
        Optional<Path> given = Optional.ofNullable(model);
        ModelFolder from = given.map(ModelFolder::open).orElseGet(ModelFolder::shipped);
        Files.createDirectories(out);
        Path training = out.resolve("train.jsonl");
        Path heldOut = out.resolve("held-out.jsonl");
        MinedSplit split = HaltOnStop.during(() -> mined(begun, training, heldOut));
        Result before = HaltOnStop.during(() -> measure(given, heldOut));
        Path candidate = out.resolve("candidate");
        // A run that was killed behind its last step may have left them.
        remove(candidate);
        remove(out.resolve("model"));
        int batch = Math.min(BATCH, split.train() / 2);
        if (!Adaptation.train(from, training, out, candidate, steps, batch, session.progress(), this::warn)) {
            return STOPPED;
        }
        Result after = HaltOnStop.during(() -> measure(Optional.of(candidate), heldOut));
        boolean better = figure(after) > figure(before);
        if (better) {
            Files.move(candidate, out.resolve("model"));
        } else {
            remove(candidate);
        }
        ObjectNode told = json(split, before, after, better);
        Files.writeString(out.resolve(RESULT), told.toPrettyString() + "\n");
        // Of no more use: what the run needed to go on.
        remove(out.resolve("checkpoint"));
        remove(out.resolve("features"));
        if (json.on()) {
            session.console().out().println(told);
        } else {
            tell(split, before, after, better);
        }
        return 0;
    }

    /** Mines and splits; a run that goes on has the pairs that it began with. */
    private MinedSplit mined(boolean begun, Path training, Path heldOut) {
        Path pairs = out.resolve("pairs.jsonl.gz");
        Optional<MiningReport> mined = begun
                ? Optional.empty()
                : Optional.of(JavadocMiner.mine(sources, pairs, Rules.standard(), session.progress()));
        MinedSplit split = MinedSplit.write(pairs, HELD_OUT, MOST_QUERIES, training, heldOut);
        mined.ifPresent(report -> requireEnough(report, split));
        return split;
    }

    private void warn(String line) {
        session.console().err().println("triptych: " + line);
    }

    private ObjectNode json(MinedSplit split, Result before, Result after, boolean better) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("train", split.train()).put("queries", split.heldOut()).put("steps", steps);
        object.set("before", before.toJson());
        object.set("after", after.toJson());
        object.put("kept", better ? "adapted" : "old");
        object.put("model", better ? out.resolve("model").toString() : null);
        return object;
    }

    private void requireEnough(MiningReport mined, MinedSplit split) {
        if (mined.kept() < FEWEST_PAIRS || split.heldOut() < FEWEST_QUERIES || split.train() < FEWEST_QUERIES) {
            throw new TriptychException(
                    String.join(", ", sources.stream().map(Path::toString).toList()),
                    mined.kept() + " pairs of a sentence and a method (" + mined.methods() + " methods in "
                            + mined.files() + " files, " + mined.documented() + " with Javadoc), of which "
                            + split.train() + " to train on and " + split.heldOut() + " to measure with",
                    "at least " + FEWEST_PAIRS + " pairs, and " + FEWEST_QUERIES + " on each side, in several files",
                    "name more sources, or write Javadoc of four words or more");
        }
    }

    private Result measure(Optional<Path> folder, Path heldOut) {
        try (Encoder<Content> encoder = session.models().load(folder)) {
            return new CodeSearch(heldOut, MOST_QUERIES, CodeSearch.Mode.SEMANTIC).run(encoder, session.progress());
        }
    }

    private static double figure(Result result) {
        return result.metrics().getOrDefault(METRIC, 0.0);
    }

    private void tell(MinedSplit split, Result before, Result after, boolean better) {
        session.console()
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "MRR@10   before %.4f, after %.4f; %d queries among as many methods of files that were held out",
                        figure(before),
                        figure(after),
                        split.heldOut()));
        session.console()
                .out()
                .println(String.format(Locale.ROOT, "trained  %d steps on %d pairs", steps, split.train()));
        session.console()
                .out()
                .println(
                        better
                                ? "kept     the adapted model: " + out.resolve("model")
                                : "kept     the old model: the adapted one is no better, and was thrown away");
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
