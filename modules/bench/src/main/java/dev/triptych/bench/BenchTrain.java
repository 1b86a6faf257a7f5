package dev.triptych.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.nn.Precision;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code triptych bench train}. */
@Command(
        name = "train",
        description = {
            "Measure how fast a text tower is trained: our trainer and PyTorch in Python, in turns.",
            "",
            "Both train the same weights on the same token ids (InfoNCE, fused AdamW, float32 or bfloat16). Losses, memory and speed are compared;"
                    + " without a Python only ours is measured."
        },
        footer = {
            "  triptych bench train --model all-MiniLM-L6-v2 --python venv/bin/python --out bench",
            "  triptych bench train --steps 2000 --rounds 20 --pairs 4 --tokens 16        does memory grow?",
            "  triptych bench train --steps 1000 --pairs 4 --collect                       a collection of garbage after each step"
        })
final class BenchTrain implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    private static final List<String> ATTENTIONS = List.of("eager", "sdpa");
    private static final Map<String, Precision> PRECISIONS =
            Map.of("fp32", Precision.FLOAT32, "bf16", Precision.BFLOAT16);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model folder or that of a BERT-like text encoder; without it, the model inside.")
    private @Nullable Path model;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20", description = "Timed; default ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "In how many turns the steps are made; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "64",
            description = "In a batch; default ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "32",
            description = "Of a text; default ${DEFAULT-VALUE}.")
    private int tokens;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "2e-5",
            description = "Learning rate after the warm-up; default ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "fp32, or bf16 in the layers, PyTorch's under autocast; default ${DEFAULT-VALUE}.")
    private String precision = "fp32";

    @Option(names = "--collect", description = "Collect garbage in our process after each step; it is not timed.")
    private boolean collect;

    @Option(
            names = "--attention",
            split = ",",
            paramLabel = "KIND",
            defaultValue = "eager,sdpa",
            description =
                    "PyTorch's attention: eager, sdpa (fused), or both one after the other; default ${DEFAULT-VALUE}.")
    private List<String> attention = List.of();

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "A Python with torch and transformers; without it, the python3 on the PATH.")
    private @Nullable String python;

    @Option(names = "--threads", paramLabel = "N", description = "For everybody; without it, one for each processor.")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Write train.json and train.svg there.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        within("--steps", steps, 1, MOST);
        within("--rounds", rounds, 1, steps);
        within("--pairs", pairs, 2, 1 << 16);
        within("--tokens", tokens, 4, 1 << 16);
        if (!(rate > 0 && rate <= 1)) {
            throw new TriptychException(
                    "--rate", String.valueOf(rate), "a number above 0, at most 1", "write --rate 2e-5");
        }
        if (!PRECISIONS.containsKey(precision)) {
            throw new TriptychException("--precision", "'" + precision + "'", "fp32 or bf16", "write --precision bf16");
        }
        for (String kind : attention) {
            if (!ATTENTIONS.contains(kind)) {
                throw new TriptychException(
                        "--attention", "'" + kind + "'", "eager or sdpa", "write --attention eager,sdpa");
            }
        }
        int width = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        within("--threads", width, 1, 1024);
        // Read when the engine starts, which nobody has done yet.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(width));
        Python reference = Python.find(
                Optional.ofNullable(python),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        TrainReport report = measure(width, reference);
        if (out != null) {
            Files.createDirectories(out);
            Files.writeString(
                    out.resolve("train.json"),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json()) + "\n");
            Files.writeString(out.resolve("train.svg"), BarPlot.svg(report.report()), StandardCharsets.UTF_8);
        }
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            print.println(report.json());
        } else {
            report.print(print);
        }
        return report.same() ? 0 : 1;
    }

    private TrainReport measure(int width, Python reference) throws IOException {
        TrainPlan plan = new TrainPlan(
                steps, rounds, pairs, tokens, rate, collect, Objects.requireNonNull(PRECISIONS.get(precision)));
        TowerFolder folder = TowerFolder.find(Optional.ofNullable(model), Modality.TEXT);
        Conditions conditions = Conditions.now(width, rounds);
        Path scratch = Files.createTempDirectory("triptych-bench");
        List<TorchTrainer> others = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        try {
            for (String kind : attention) {
                try {
                    others.add(TorchTrainer.open(reference, kind, plan.bfloat(), folder.path(), width));
                } catch (NotHereException e) {
                    leftOut.add(new LeftOut("PyTorch " + kind, String.valueOf(e.getMessage())));
                }
            }
            return new TrainContest(plan, folder, others, Progress.console()).play(conditions, leftOut, scratch);
        } finally {
            others.forEach(TorchTrainer::close);
            remove(scratch);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new TriptychException(
                    option,
                    String.valueOf(value),
                    "a number from " + least + " to " + most,
                    "write for example " + option + " " + Math.min(most, Math.max(least, 4)));
        }
    }
}
