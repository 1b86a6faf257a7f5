package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import dev.triptych.model.ModelFolder;
import dev.triptych.model.TrainingRun;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Encoder;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptCommandTest {
    private static final Path TINY = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize()
            .resolve("bert");

    @TempDir
    private Path folder = Path.of("");

    /** Says the same of everything, so that nothing is found. */
    private record Blind(int width, Fingerprint fingerprint) implements Encoder<Content> {
        @Override
        public Embeddings embed(List<? extends Content> inputs) {
            float[][] vectors = new float[inputs.size()][width];
            for (float[] vector : vectors) {
                vector[0] = 1;
            }
            return new Embeddings(vectors, new boolean[vectors.length]);
        }

        @Override
        public void close() {}
    }

    private void sources(int files) throws IOException {
        Path src = Files.createDirectories(folder.resolve("src"));
        String[] things = {"boat", "lamp", "stone", "river", "wheel"};
        for (int i = 0; i < files; i++) {
            String shelf = "" + (char) ('a' + i / 20) + (char) ('a' + i % 20) + "x";
            StringBuilder type = new StringBuilder("class Shelf" + i + " {\n");
            for (String thing : things) {
                type.append("  /** Counts every %s on the shelf %s. */\n  int count_%s() { int %s = %s; return %s; }\n"
                        .formatted(thing, shelf, thing, thing, shelf, shelf));
            }
            Files.writeString(src.resolve("Shelf" + i + ".java"), type + "}\n");
        }
    }

    /** A model of two tiny towers. */
    private Path model() throws IOException {
        assumeTrue(Files.isDirectory(TINY), "skipped: no " + TINY);
        Files.writeString(
                folder.resolve("pairs.jsonl"),
                "{\"query\": \"one\", \"name\": \"a\", \"code\": \"int a\"}\n{\"query\": \"two\", \"name\": \"b\", \"code\": \"int b\"}\n");
        Path recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: tiny
                space: {width: 32, hidden: 16}
                towers: {text: {from: TINY}, code: {from: TINY, shares: {tower: text, layers: 1}}}
                tasks: {methods: {pair: [text, code], objective: infonce, batch: 2, data: {kind: code, pairs: pairs.jsonl}}}
                stages: [{name: all, steps: 1, rates: {heads: 1e-3}, tasks: {methods: 1}}]
                """
                        .replace("TINY", TINY.toString()));
        return TrainingRun.train(recipe, folder.resolve("run"), false, Progress.none())
                .model();
    }

    private Answer adapt(Models models, Path model, String... more) {
        String[] args = {
            "adapt",
            folder.resolve("src").toString(),
            "--model",
            model.toString(),
            "--out",
            folder.resolve("out").toString(),
            "--steps",
            "3"
        };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return new Terminal(false, models).run(all);
    }

    @Test
    void anAdaptedModelThatFindsMoreIsKeptAndOnlyItsCodeSideHasMoved() throws IOException {
        Path model = model();
        sources(40);
        Answer answer = adapt(
                from -> from.equals(Optional.of(model))
                        ? new Blind(4, new Fingerprint("blind", ""))
                        : new HashEncoder("hash"),
                model,
                "--json");
        assertThat(answer.err()).isEmpty();
        JsonNode told = new ObjectMapper().readTree(answer.out());
        assertThat(told.path("kept").asText()).isEqualTo("adapted");
        assertThat(told.path("queries").asInt()).isEqualTo(40);
        assertThat(told.path("train").asInt()).isEqualTo(160);
        assertThat(told.at("/after/metrics/mrr@10").asDouble())
                .isGreaterThan(told.at("/before/metrics/mrr@10").asDouble());
        Path adapted = folder.resolve("out/model");
        assertThat(ModelFolder.open(adapted).verify()).isEmpty();
        assertThat(mismatch(model, adapted, "text/model.safetensors")).isEqualTo(-1);
        assertThat(mismatch(model, adapted, "code/model.safetensors")).isNotEqualTo(-1);
        assertThat(folder.resolve("out/checkpoint")).doesNotExist();
        assertThat(folder.resolve("out/features")).doesNotExist();
        assertThat(adapt(from -> new HashEncoder("hash"), model, "--resume").err())
                .contains("a run that has ended", "choose another --out");
    }

    private static long mismatch(Path a, Path b, String file) throws IOException {
        return Files.mismatch(a.resolve(file), b.resolve(file));
    }

    @Test
    void aModelThatIsNoBetterIsThrownAwayAndThatIsSaid() throws IOException {
        Path model = model();
        sources(40);
        Answer answer = adapt(from -> new HashEncoder("hash"), model);
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("40 queries", "kept     the old model");
        assertThat(folder.resolve("out/model")).doesNotExist();
        assertThat(folder.resolve("out/candidate")).doesNotExist();
    }

    @Test
    void tooFewPairsAreToldWithWhatWasFoundAndWhatIsNeeded() throws IOException {
        Path model = model();
        sources(4);
        Answer answer = adapt(from -> new HashEncoder("hash"), model);
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("20 pairs", "20 methods in 4 files", "at least 100 pairs");
    }
}
