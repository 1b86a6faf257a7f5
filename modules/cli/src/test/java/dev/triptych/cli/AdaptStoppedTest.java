package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.model.TrainingRun;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of {@code triptych adapt} that are asked to end, as by Ctrl-C. */
class AdaptStoppedTest {
    private static final Path TINY = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize()
            .resolve("bert");
    private static final int PATIENCE = 300;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aStoppedRunSaysHowToGoOnAndThenEndsAsOneThatWasNotStopped() throws Exception {
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        Path model = model();
        sources();
        Path whole = folder.resolve("whole");
        assertThat(end(adapt(model, whole, "40"))).as(said(whole)).isZero();

        Path stopped = folder.resolve("stopped");
        Process process = adapt(model, stopped, "40");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (lines(stopped).size() < 3 && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        process.destroy();
        assertThat(end(process)).as(said(stopped)).isNotZero();
        assertThat(said(stopped)).contains("--resume").doesNotContain("\tat ");
        assertThat(stopped.resolve("checkpoint/state.json")).exists();
        assertThat(lines(stopped)).hasSizeBetween(3, 39);

        assertThat(end(adapt(model, stopped, "40"))).isEqualTo(1);
        assertThat(said(stopped)).contains("a run that has begun", "add --resume");
        assertThat(end(adapt(model, stopped, "41", "--resume"))).isEqualTo(1);
        assertThat(said(stopped)).contains("other steps");
        assertThat(end(adapt(model, stopped, "40", "--resume")))
                .as(said(stopped))
                .isZero();
        assertThat(lines(stopped)).isEqualTo(lines(whole));
        for (String figure : List.of("/before/metrics", "/after/metrics", "/after/model", "/kept")) {
            assertThat(told(stopped).at(figure))
                    .as(figure)
                    .isEqualTo(told(whole).at(figure));
        }
        assertThat(told(whole).at("/after/model/sha256").asText()).isNotEmpty();
        assertThat(stopped.resolve("checkpoint")).doesNotExist();
    }

    private static JsonNode told(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("adapt.json").toFile());
    }

    private static List<String> lines(Path out) throws IOException {
        Path file = out.resolve("metrics.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Path model() throws IOException {
        Files.writeString(folder.resolve("pairs.tsv"), "query\tcode\none\tint a\ntwo\tint b\n");
        Path recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: tiny
                space: {width: 32, hidden: 16}
                towers: {text: {from: TINY}, code: {from: TINY, shares: {tower: text, layers: 1}}}
                tasks:
                  methods:
                    pair: [text, code]
                    objective: infonce
                    batch: 2
                    data: {kind: rows, file: pairs.tsv, columns: {anchor: query, positive: code}}
                stages: [{name: all, steps: 1, rates: {heads: 1e-3}, tasks: {methods: 1}}]
                """
                        .replace("TINY", TINY.toString()));
        return TrainingRun.train(recipe, folder.resolve("run"), false, Progress.none())
                .model();
    }

    private void sources() throws IOException {
        Path src = Files.createDirectories(folder.resolve("src"));
        String[] things = {"boat", "lamp", "stone", "river", "wheel"};
        for (int i = 0; i < 30; i++) {
            StringBuilder type = new StringBuilder("class Shelf" + i + " {\n");
            for (String thing : things) {
                type.append("  /** Counts every %s on the shelf number x%d. */\n  int count_%s() { return %s * %d; }\n"
                        .formatted(thing, i, thing, thing, i));
            }
            Files.writeString(src.resolve("Shelf" + i + ".java"), type + "}\n");
        }
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static String said(Path out) throws IOException {
        Path log = out.resolveSibling(out.getFileName() + ".log");
        return Files.exists(log) ? Files.readString(log) : "nothing";
    }

    private Process adapt(Path model, Path out, String steps, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "adapt",
                folder.resolve("src").toString(),
                "--model",
                model.toString(),
                "--out",
                out.toString(),
                "--steps",
                steps));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.start();
    }
}
