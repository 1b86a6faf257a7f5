package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose data are rows on disk: packed JSON, CSV with pictures in two languages together, TSV with code. */
class RowsTrainingGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void writeRecipeAndData() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        StringBuilder texts = new StringBuilder();
        StringBuilder pictures = new StringBuilder("en,de,file\n");
        StringBuilder code = new StringBuilder("query\tcode\n");
        for (int i = 0; i < 200; i++) {
            texts.append("{\"q\": \"question ")
                    .append(i)
                    .append("\", \"a\": \"answer ")
                    .append(i)
                    .append("\"}\n");
        }
        for (int i = 0; i < 5; i++) {
            pictures.append("\"picture, number ").append(i).append("\",bild ").append(i);
            pictures.append(",image").append(i).append(".png\n");
            code.append("Returns ")
                    .append(i)
                    .append("\tint get")
                    .append(i)
                    .append("() { return ")
                    .append(i);
            code.append("; }\n");
        }
        texts.append("this is no row\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("texts.jsonl.gz")))) {
            out.write(texts.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("pictures.csv"), pictures);
        Files.writeString(folder.resolve("code.tsv"), code);
        Files.writeString(
                folder.resolve("recipe.yaml"),
                """
                name: tiny
                seed: 5
                space: {width: 32, hidden: 16}
                towers:
                  text: {from: GOLDENS/bert}
                  image: {from: GOLDENS/mobilenet-v2}
                  code: {from: GOLDENS/bert, shares: {tower: text, layers: 1}}
                tasks:
                  texts:
                    pair: [text, text]
                    objective: infonce
                    batch: 4
                    data: {kind: rows, file: texts.jsonl.gz, columns: {anchor: q, positive: a}}
                  pictures:
                    pair: [text, image]
                    objective: clip
                    batch: 4
                    data: {kind: rows, file: pictures.csv, images: GOLDENS/images, columns: {anchor: [en, de], positive: file}, together: true}
                  methods:
                    pair: [text, code]
                    objective: infonce
                    batch: 64
                    data: {kind: rows, file: code.tsv, columns: {anchor: query, positive: code}}
                stages:
                  - {name: frozen, steps: 5, rates: {text: 1e-3, heads: 1e-3}, tasks: {texts: 1, pictures: 1, methods: 1}}
                  - {name: all, steps: 5, rates: {text: 1e-3, code: 1e-3, image: 1e-3, heads: 1e-3}, tasks: {texts: 1, pictures: 1, methods: 1}}
                checkpoint_every: 2
                """
                        .replace("GOLDENS", GOLDENS.toString()));
    }

    private TrainingRun.Outcome train(String out, boolean resume, Progress progress, List<String> told) {
        return TrainingRun.train(folder.resolve("recipe.yaml"), folder.resolve(out), resume, progress, told::add);
    }

    @Test
    void aRunOnRowsThatDiedGoesOnToTheSameWeightsBitForBit() throws IOException {
        List<String> told = new ArrayList<>();
        assertThat(train("whole", false, Progress.none(), told).finished()).isTrue();
        for (int died : new int[] {3, 7}) {
            String out = "died-" + died;
            assertThatThrownBy(() -> train(out, false, dyingAt(died), told)).hasMessage("power failure");
            assertThat(train(out, true, Progress.none(), told).finished()).isTrue();
            assertThat(Files.mismatch(weights("whole"), weights(out)))
                    .as("first different byte")
                    .isEqualTo(-1);
        }
    }

    @Test
    void whatIsLeftOutIsToldAtTheStartAndWrittenDownWithTheDigests() throws IOException {
        List<String> told = new ArrayList<>();
        Path model = train("run", false, Progress.none(), told).model();
        assertThat(told)
                .anySatisfy(line -> assertThat(line).isEqualTo("texts: 200 pairs in 200 groups"))
                .anySatisfy(line -> assertThat(line).contains("texts: left out", "1  not JSON", "line 201"))
                .anySatisfy(line -> assertThat(line).isEqualTo("pictures: 10 pairs in 5 groups"))
                .anySatisfy(line -> assertThat(line).contains("methods: a batch can hold", "5 pairs and not 64"));
        JsonNode data =
                new ObjectMapper().readTree(folder.resolve("run/data.json").toFile());
        assertThat(data.at("/texts/bad").path("not JSON").path("count").asInt()).isEqualTo(1);
        JsonNode provenance =
                new ObjectMapper().readTree(model.resolve("triptych.json").toFile());
        assertThat(provenance.findPath("tasks").path("texts").path("files").toString())
                .contains(data.at("/texts/files").elements().next().asText());
    }

    @Test
    void aFileThatChangedSinceTheRunBeganIsNamedWhenItIsResumed() throws IOException {
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> train("run", false, dyingAt(3), told)).hasMessage("power failure");
        Files.writeString(folder.resolve("code.tsv"), "query\tcode\nReturns\tint a() { return 1; }\nAdds\tint b;\n");
        assertThatThrownBy(() -> train("run", true, Progress.none(), told))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("code.tsv")
                .hasMessageContaining("another content than when the run began");
    }

    @Test
    void languagesOfOneRowMeetInABatchAndAreNotEachOthersNegatives() throws IOException {
        Files.writeString(folder.resolve("pictures.csv"), "en,de,file\none picture,ein bild,image0.png\n");
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                Files.readString(recipe).replace("tasks: {texts: 1, pictures: 1, methods: 1}", "tasks: {pictures: 1}"));
        train("run", false, Progress.none(), new ArrayList<>());
        // Nothing is wrong for either caption: a softmax over the right answer alone.
        for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
            assertThat(new ObjectMapper().readTree(line).path("loss").asDouble(-1))
                    .isBetween(-1e-6, 1e-6);
        }
    }

    private Path weights(String out) {
        return folder.resolve(out).resolve("checkpoint/weights.safetensors");
    }

    private static Progress dyingAt(int step) {
        return (name, total) -> new Progress.Task() {
            private int done;

            @Override
            public void advance(long steps) {
                done += (int) steps;
                if (name.equals("training") && done == step) {
                    throw new IllegalStateException("power failure");
                }
            }

            @Override
            public void close() {}
        };
    }
}
