package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.nn.Precision;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The training bench on a tiny tower. Beside PyTorch it runs when it is told of a Python with torch and transformers:
 *
 * <pre>mvn -o -q -pl modules/bench -am test -Dtest=BenchTrainTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtriptych.python=/opt/pyref/bin/python</pre>
 */
class BenchTrainTest {
    private static final Path TINY = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize()
            .resolve("bert");

    @TempDir
    private Path folder = Path.of("");

    /** What was printed; {@code python} is a program, which may lack everything that is needed. */
    private JsonNode measured(String python, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "--model",
                TINY.toString(),
                "--threads",
                "1",
                "--python",
                python,
                "--out",
                folder.toString(),
                "--json"));
        args.addAll(List.of(more));
        StringWriter printed = new StringWriter();
        CommandLine line = new CommandLine(new BenchTrain());
        line.setOut(new PrintWriter(printed));
        assertThat(line.execute(args.toArray(String[]::new))).isZero();
        return new ObjectMapper().readTree(printed.toString());
    }

    /** A program that takes {@code -c SCRIPT} and ends at once, as a Python without torch does. */
    private static String noTorch() {
        Path program = Path.of("/bin/false");
        assumeTrue(Files.isExecutable(program), "skipped: no /bin/false");
        return program.toString();
    }

    @Test
    void aHundredStepsWithACollectionInEachStayFiniteAndTheLossFalls() throws IOException {
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        JsonNode report =
                measured(noTorch(), "--steps", "97", "--pairs", "4", "--tokens", "16", "--rate", "1e-3", "--collect");
        List<Double> losses = new ArrayList<>();
        report.at("/losses/triptych").forEach(loss -> losses.add(loss.asDouble()));
        assertThat(losses).hasSize(100).allMatch(Double::isFinite);
        assertThat(mean(losses.subList(80, 100))).isLessThan(0.75 * mean(losses.subList(0, 20)));
        assertThat(report.path("results")).hasSize(1);
        assertThat(report.at("/results/0/seconds")).hasSize(97);
        assertThat(report.path("left_out")).hasSize(2);
        assertThat(folder.resolve("train.svg")).content().contains("steps per second");
        assertThat(folder.resolve("train.json")).isNotEmptyFile();
    }

    @Test
    void pyTorchTrainsTheSameModelOnTheSameBatches() throws IOException {
        String python = System.getProperty("triptych.python", "");
        assumeTrue(!python.isEmpty(), "skipped: no -Dtriptych.python=PYTHON with torch and transformers");
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        JsonNode report = measured(
                python,
                "--steps",
                "40",
                "--rounds",
                "3",
                "--pairs",
                "4",
                "--tokens",
                "16",
                "--rate",
                "1e-3",
                "--collect");
        for (String other : List.of("PyTorch eager", "PyTorch sdpa")) {
            assertThat(report.path("losses").path(other)).hasSize(43);
            assertThat(report.path("largest_difference").path(other).asDouble()).isLessThan(1e-4);
        }
        assertThat(report.path("same_training").asBoolean()).isTrue();
    }

    @Test
    void inBfloat16TheSameLossesComeOutOfBothWithinWhatRoundingLeaves() throws IOException {
        String python = System.getProperty("triptych.python", "");
        assumeTrue(!python.isEmpty(), "skipped: no -Dtriptych.python=PYTHON with torch and transformers");
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        String[] plan = {"--steps", "12", "--rounds", "3", "--pairs", "4", "--tokens", "16", "--rate", "1e-3"};
        JsonNode full = measured(python, plan);
        JsonNode narrow = measured(
                python,
                Stream.concat(Arrays.stream(plan), Stream.of("--precision", "bf16"))
                        .toArray(String[]::new));
        assertThat(narrow.path("same_training").asBoolean()).isTrue();
        assertThat(narrow.at("/results/0/precision").asText()).isEqualTo("bfloat16");
        for (String name : List.of("triptych", "PyTorch eager", "PyTorch sdpa")) {
            assertThat(narrow.path("losses").path(name))
                    .isNotEqualTo(full.path("losses").path(name));
        }
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(x -> x).average().orElseThrow();
    }

    @Test
    void moreTokensThanTheTowerReadsAreRefused() {
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        TrainPlan plan = new TrainPlan(1, 1, 2, 100, 1e-5, false, Precision.FLOAT32);
        TowerFolder tower = new TowerFolder("tiny", TINY, 0);
        assertThatThrownBy(() -> new TrainContest(plan, tower, List.of(), Progress.none())
                        .play(Conditions.now(1, 1), List.of(), folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("--tokens", "at most 64");
    }

    @Test
    void turnsHoldAllStepsAndRatesFollowTheTrainersSchedule() {
        TrainPlan plan = new TrainPlan(10, 4, 2, 8, 0.5, false, Precision.FLOAT32);
        assertThat(plan.ends()).containsExactly(3, 5, 8, 10, 13);
        assertThat(plan.rates(0, 13)).hasSize(13).startsWith(0.0).contains(0.5);
        assertThat(plan.rates(3, 5)).isEqualTo(plan.rates(0, 13).subList(3, 5));
    }

    @Test
    void pairsAreDrawnInTheOrderInWhichOthersAreGivenThem() {
        MadePairs pairs = new MadePairs(3, 8, 1);
        MadePairs others = new MadePairs(3, 8, 1);
        for (int step = 0; step < 2; step++) {
            List<Pair> drawn = new ArrayList<>();
            for (int place : new int[] {2, 0, 1}) {
                drawn.add(pairs.draw(place, new SplittableRandom(place)));
            }
            assertThat(drawn).isEqualTo(others.batch(step));
        }
        assertThat(others.batch(0)).doesNotContainAnyElementsOf(others.batch(1));
    }

    @Test
    void lossesThatPartInTheFirstStepsAreNotTheSameTrainingAndNanNeverIs() {
        assertThat(report(1.0, 1.00005).same()).isTrue();
        assertThat(report(1.0, 1.0002).same()).isFalse();
        assertThat(report(1.0, Double.NaN).same()).isFalse();
        assertThat(report(1.0, 1.005, Precision.BFLOAT16).same()).isTrue();
        assertThat(report(1.0, 1.02, Precision.BFLOAT16).same()).isFalse();
        StringWriter said = new StringWriter();
        report(1.0, 1.0002).print(new PrintWriter(said, true));
        assertThat(said.toString()).contains("NOT the same training");
    }

    private static TrainReport report(double ours, double theirs) {
        return report(ours, theirs, Precision.FLOAT32);
    }

    private static TrainReport report(double ours, double theirs, Precision precision) {
        TrainPlan plan = new TrainPlan(1, 1, 2, 8, 1e-5, false, precision);
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        losses.put("triptych", List.of(2.0, ours, 1.0, 1.0));
        losses.put("PyTorch eager", List.of(2.0, theirs, 1.0, 1.0));
        Report nothing = new Report(Conditions.now(1, 1), List.of(), Map.of(), List.of(), List.of());
        return new TrainReport(plan, nothing, losses, Map.of(), List.of());
    }

    @Test
    void numbersThatCannotBeMeantAreRefused() {
        for (String[] args : new String[][] {
            {"--steps", "0"},
            {"--rounds", "21"},
            {"--pairs", "1"},
            {"--tokens", "2"},
            {"--rate", "0"},
            {"--attention", "flash"},
            {"--precision", "int8"}
        }) {
            StringWriter said = new StringWriter();
            CommandLine line = new CommandLine(new BenchTrain());
            line.setExecutionExceptionHandler((e, c, parsed) -> {
                assertThat(e).isInstanceOf(TriptychException.class);
                said.write(String.valueOf(e.getMessage()));
                return 1;
            });
            assertThat(line.execute(args)).isNotZero();
            assertThat(said.toString()).contains(args[0] + ": found");
        }
    }
}
