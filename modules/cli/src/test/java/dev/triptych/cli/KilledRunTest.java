package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of {@code triptych train} that are killed. */
class KilledRunTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();
    private static final int PATIENCE = 900;
    private static final long SEED = 20261121;

    @TempDir
    private Path folder = Path.of("");

    private Path recipe = Path.of("");

    @BeforeEach
    void writeRecipe() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder captions = new StringBuilder();
        StringBuilder rows = new StringBuilder("query\tcode\n");
        for (int i = 0; i < 5; i++) {
            captions.append(
                    "{\"file\": \"image" + i + ".png\", \"split\": \"train\", \"captions\": {\"en\": [\"picture " + i
                            + "\", \"number " + i + "\"]}}\n");
            rows.append("Returns " + i + "\tint get" + i + "() { return " + i + "; }\n");
        }
        Files.writeString(folder.resolve("captions.jsonl"), captions);
        Files.writeString(folder.resolve("code.tsv"), rows);
        recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: killed
                seed: 5
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                  image: {from: GOLDENS/mobilenet-v2}
                  code: {from: GOLDENS/bert, shares: {tower: text, layers: 1}}
                tasks:
                  pictures:
                    pair: [text, image]
                    objective: clip
                    batch: 4
                    dropout: 0.2
                    data: {kind: captions, captions: captions.jsonl, images: GOLDENS/images, split: train, languages: {en: 1}}
                  methods:
                    pair: [text, code]
                    objective: infonce
                    batch: 4
                    data: {kind: rows, file: code.tsv, columns: {anchor: query, positive: code}}
                stages:
                  - {name: frozen, steps: 60, rates: {heads: 1e-3}, tasks: {pictures: 1, methods: 1}}
                  - {name: all, steps: 60, rates: {text: 1e-3, code: 1e-3, image: 1e-3, heads: 1e-3}, tasks: {pictures: 1, methods: 1}}
                validate:
                  every: 20
                  metric: image-text/text_to_image/recall@1
                  tasks:
                    - {task: image-text, captions: captions.jsonl, images: GOLDENS/images, split: train}
                checkpoint_every: 3
                """
                        .replace("GOLDENS", GOLDENS.toString()));
    }

    @Test
    void aRunThatIsKilledAtAnyMomentEndsWithTheWeightsOfOneThatIsNotBitForBit() throws Exception {
        killed(3);
    }

    @Test
    void soDoesTheSampleThatIsKilledTwice() throws Exception {
        assumeTrue(
                Boolean.getBoolean("triptych.kill.tiny"),
                "skipped: minutes; -Dtriptych.kill.tiny=true, as .ci/run has it");
        recipe = Path.of(System.getProperty("triptych.root", "../.."), "samples/recipes/tiny.yaml");
        killed(2);
    }

    private void killed(int times) throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(end(train(whole, List.of()))).as(said(whole)).isZero();
        List<String> lines = Files.readAllLines(whole.resolve("metrics.jsonl"));
        Random random = new Random(SEED);
        Path killed = folder.resolve("killed");
        List<Integer> moments = new ArrayList<>();
        int from = 1;
        for (int i = 0; i < times; i++) {
            int moment = from + random.nextInt(Math.max(1, lines.size() / times));
            moments.add(killed(killed, i == 0 ? List.of() : List.of("--resume"), moment));
            from = moment;
        }
        assertThat(end(train(killed, List.of("--resume")))).as(said(killed)).isZero();
        System.out.println("killed behind lines " + moments + " of " + lines.size());
        for (String file : weights(whole)) {
            assertThat(Files.mismatch(whole.resolve(file), killed.resolve(file)))
                    .as("first different byte of " + file + ", killed behind lines " + moments)
                    .isEqualTo(-1);
        }
        assertThat(Files.readAllLines(killed.resolve("metrics.jsonl"))).isEqualTo(lines);
    }

    @Test
    void aDiskThatIsFullKeepsTheLastCheckpointAndTheRunGoesOnWhenThereIsRoom() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh to set a limit with");
        // Without pictures: OpenCV unpacks its library, which the limit would not let it do.
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        Files.writeString(folder.resolve("code.tsv"), "query\tcode\nReturns 1\tint a() { return 1; }\nAdds\tint b;\n");
        recipe = Files.writeString(
                folder.resolve("words.yaml"),
                """
                name: full
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                  code: {from: GOLDENS/bert}
                tasks:
                  methods:
                    pair: [text, code]
                    objective: infonce
                    batch: 2
                    data: {kind: rows, file: code.tsv, columns: {anchor: query, positive: code}}
                stages:
                  - {name: all, steps: 60, rates: {text: 1e-3, code: 1e-3, heads: 1e-3}, tasks: {methods: 1}}
                checkpoint_every: 3
                """
                        .replace("GOLDENS", GOLDENS.toString()));
        Path whole = folder.resolve("whole");
        assertThat(end(train(whole, List.of()))).as(said(whole)).isZero();
        Path full = folder.resolve("full");
        killed(full, List.of(), 20);
        byte[] before = Files.readAllBytes(full.resolve("checkpoint/weights.safetensors"));
        // No file may grow beyond 48 kB: metrics can be written, weights cannot.
        Process limited = train(full, List.of("--resume"), "/bin/sh", "-c", "ulimit -f 96; exec \"$@\"", "sh");
        assertThat(end(limited)).isEqualTo(1);
        assertThat(Files.readString(full.resolve("../full.log")))
                .contains("checkpoint", "File too large")
                .doesNotContain("\tat ");
        assertThat(Files.readAllBytes(full.resolve("checkpoint/weights.safetensors")))
                .isEqualTo(before);
        assertThat(end(train(full, List.of("--resume")))).as(said(full)).isZero();
        for (String file : weights(whole)) {
            assertThat(Files.mismatch(whole.resolve(file), full.resolve(file)))
                    .as("first different byte of " + file)
                    .isEqualTo(-1);
        }
    }

    /** Every file of weights of a run, by its path in it. */
    private static List<String> weights(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            List<String> weights = files.filter(f -> f.toString().endsWith(".safetensors"))
                    .map(f -> out.relativize(f).toString())
                    .sorted()
                    .toList();
            assertThat(weights).contains("checkpoint/weights.safetensors", "checkpoint/moments.safetensors");
            assertThat(weights).anyMatch(name -> name.startsWith("model/"));
            return weights;
        }
    }

    /** Starts a run and kills it when its metrics have so many lines; answers how many there were then. */
    private int killed(Path out, List<String> options, int lines) throws Exception {
        Process process = train(out, options);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (lines(out) < lines && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).as(said(out)).isEqualTo(137);
        int reached = lines(out);
        assertThat(reached).as(said(out)).isGreaterThanOrEqualTo(lines);
        return reached;
    }

    private static int lines(Path out) throws IOException {
        Path file = out.resolve("metrics.jsonl");
        return Files.exists(file)
                ? (int) Files.readString(file).chars().filter(c -> c == '\n').count()
                : 0;
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

    private Process train(Path out, List<String> options, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                recipe.toString(),
                "--out",
                out.toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.start();
    }
}
