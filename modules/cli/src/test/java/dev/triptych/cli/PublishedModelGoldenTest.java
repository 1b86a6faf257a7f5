package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that others published fills an index and searches it, from the command line, without an import. */
class PublishedModelGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../../../shared/goldens"));
    private final Terminal terminal = new Terminal(false, new InstalledModels());
    private Path files;
    private Path index;

    @BeforeEach
    void aNoteAPieceOfCodeAndTwoPictures(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS), "skipped: no models at " + GOLDENS);
        files = Files.createDirectory(folder.resolve("files"));
        index = folder.resolve("index");
        Files.writeString(files.resolve("bread.txt"), "Knead the dough and let the bread rise for two hours.");
        Files.writeString(files.resolve("tide.txt"), "The ferry leaves the harbour at high tide.");
        Files.writeString(
                files.resolve("Retry.java"),
                "class Retry {\n    void uploadAgain() {\n        for (int i = 0; i < 3; i++) upload();\n    }\n}\n");
        for (String picture : List.of("image0.png", "image1.png")) {
            Files.copy(GOLDENS.resolve("images").resolve(picture), files.resolve(picture));
        }
    }

    private Answer run(String command, Path model, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--index", index.toString(), "--model", model.toString()));
        args.addAll(Arrays.asList(more));
        return terminal.run(args.toArray(String[]::new));
    }

    private JsonNode json(String command, Path model, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("--json"));
        args.addAll(Arrays.asList(more));
        Answer answer = run(command, model, args.toArray(String[]::new));
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void aSentenceModelReadsTextsAndCodeAndSaysThatPicturesAreSkipped() throws IOException {
        Path model = GOLDENS.resolve("../models/all-MiniLM-L6-v2");
        assumeTrue(Files.isDirectory(model), "skipped: no model at " + model);
        JsonNode report = json("index", model, files.toString());
        assertThat(report.at("/skipped/image").intValue()).isEqualTo(2);
        assertThat(report.path("added").intValue()).isEqualTo(3);
        assertThat(report.at("/total/text").intValue()).isEqualTo(2);
        assertThat(report.at("/total/code").intValue()).isPositive();
        assertThat(json("search", model, "baking a loaf", "--mode", "semantic")
                        .at("/hits/0/path")
                        .textValue())
                .endsWith("bread.txt");
        assertThat(json("search", model, "repeat a transfer that failed", "--mode", "semantic")
                        .at("/hits/0/path")
                        .textValue())
                .endsWith("Retry.java");
        Answer again = run("index", model, files.toString());
        assertThat(again.out()).contains("3 as before", "2 passages of image skipped");
        Answer picture =
                run("search", model, "--image", files.resolve("image0.png").toString());
        assertThat(picture.code()).isEqualTo(1);
        assertThat(picture.err().lines()).singleElement().asString().contains("image", "text or code");
    }

    @Test
    void aClipFolderFindsPicturesByPicturesAndWords() throws IOException {
        Path model = GOLDENS.resolve("clip");
        JsonNode report = json("index", model, files.toString());
        assertThat(report.at("/skipped/code").intValue()).isPositive();
        assertThat(report.at("/total/image").intValue()).isEqualTo(2);
        JsonNode hits =
                json("search", model, "--image", files.resolve("image1.png").toString());
        assertThat(hits.at("/hits/0/path").textValue()).endsWith("image1.png");
        assertThat(hits.at("/hits/0/why/cosine").doubleValue()).isGreaterThan(0.999);
        assertThat(json("search", model, "a circle", "--modality", "image").path("hits"))
                .hasSize(2);
    }

    @Test
    void anIndexOfOneFolderIsRefusedToAnother() throws IOException {
        json("index", GOLDENS.resolve("clip"), files.toString());
        Answer other = run("search", GOLDENS.resolve("st-classic"), "a circle");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("clip@", "st-classic@", "--rebuild");
    }

    @Test
    void embedReadsPicturesByAClipFolder() {
        Answer answer = terminal.run(
                "embed",
                "--image",
                "--model",
                GOLDENS.resolve("clip").toString(),
                files.resolve("image0.png").toString());
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("\"embedding\":[");
    }

    @Test
    void aFolderWithoutAModelIsNamedWithWhatItCouldHold() {
        Answer answer = run("index", files, files.toString());
        assertThat(answer.err().lines()).singleElement().asString().contains("triptych.json", "modules.json");
    }
}
