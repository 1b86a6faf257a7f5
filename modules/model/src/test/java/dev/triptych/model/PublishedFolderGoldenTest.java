package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder that others published is a space of its own, with the reference's vectors. */
class PublishedFolderGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../../../shared/goldens"));

    private static Path folder(String name) {
        Path folder = GOLDENS.resolve(name);
        assumeTrue(Files.isDirectory(folder), "skipped: no model at " + folder);
        return folder;
    }

    private static JsonNode golden(String name) throws IOException {
        return new ObjectMapper().readTree(folder(name).resolve("golden.json").toFile());
    }

    private static void assertEqual(List<float[]> found, JsonNode expected) {
        for (int i = 0; i < found.size(); i++) {
            double norm = 0;
            for (JsonNode x : expected.get(i)) {
                norm += x.doubleValue() * x.doubleValue();
            }
            for (int j = 0; j < found.get(i).length; j++) {
                assertThat((double) found.get(i)[j])
                        .as("input %d, number %d", i, j)
                        .isCloseTo(expected.get(i).get(j).doubleValue() / Math.sqrt(norm), within(1e-5));
            }
        }
    }

    private static List<Content> texts(JsonNode golden) {
        List<Content> texts = new ArrayList<>();
        golden.get("texts").forEach(text -> texts.add(Text.of(text.asText())));
        return texts;
    }

    @Test
    void queriesAndPassagesHaveThePromptsThatTheFolderDeclares() throws IOException {
        JsonNode golden = golden("st-prompts");
        try (Triptych space = Triptych.load(folder("st-prompts"))) {
            List<Content> texts = texts(golden);
            // Its default prompt is that of passages.
            assertEqual(space.embedAll(texts), golden.get("embedding"));
            assertEqual(List.of(space.embedQueries(texts).vectors()), golden.get("query_embedding"));
            assertThat(space.modalities()).containsExactlyInAnyOrder(Modality.TEXT, Modality.CODE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "document, '', passage, 'passage: '",
        "corpus, 'passage: ', query, 'query: '",
        "passage, 'passage: ', document, ''"
    })
    void anEmptyDocumentPromptHidesNoPassagePrompt(
            String one, String text, String other, String otherText, @TempDir Path copy) throws IOException {
        JsonNode golden = golden("st-prompts");
        copy(folder("st-prompts"), copy);
        ObjectMapper json = new ObjectMapper();
        var config = json.createObjectNode();
        config.putObject("prompts").put(one, text).put(other, otherText);
        json.writeValue(copy.resolve("config_sentence_transformers.json").toFile(), config);
        try (Triptych space = Triptych.load(copy)) {
            assertEqual(space.embedAll(texts(golden)), golden.get("embedding"));
        }
    }

    @ParameterizedTest
    @CsvSource({"clip", "siglip", "open-clip"})
    void picturesAndCaptionsShareTheSpaceOfTheirFolder(String name) throws IOException {
        JsonNode golden = golden(name);
        try (Triptych space = Triptych.load(folder(name))) {
            List<Content> mixed = texts(golden);
            int texts = mixed.size();
            golden.get("images")
                    .forEach(image -> mixed.add(Picture.of(folder(name).resolve(image.asText()))));
            List<float[]> vectors = space.embedAll(mixed);
            assertEqual(vectors.subList(0, texts), golden.get("text_embedding"));
            assertEqual(vectors.subList(texts, vectors.size()), golden.get("image_embedding"));
            assertThatThrownBy(() -> space.embed(Code.java("int x() { return 1; }")))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll(name, "code", "text or image");
        }
    }

    @Test
    void aPictureModelReadsPicturesOnly() throws IOException {
        JsonNode golden = golden("dinov2");
        try (Triptych space = Triptych.load(folder("dinov2"))) {
            assertThat(space.modalities()).containsExactly(Modality.IMAGE);
            assertThat(space.textLength()).isEmpty();
            List<Content> pictures = new ArrayList<>();
            golden.get("images")
                    .forEach(image -> pictures.add(Picture.of(folder("dinov2").resolve(image.asText()))));
            assertEqual(space.embedAll(pictures), golden.get("image_embedding"));
        }
    }

    @Test
    void aClipFolderInsideASentenceTransformersFolderIsThatSpace(@TempDir Path whole) throws IOException {
        JsonNode golden = golden("clip");
        copy(folder("clip"), whole.resolve("0_CLIPModel"));
        Files.writeString(
                whole.resolve("modules.json"),
                "[{\"idx\": 0, \"name\": \"0\", \"path\": \"0_CLIPModel\","
                        + " \"type\": \"sentence_transformers.models.CLIPModel\"}]");
        try (Triptych space = Triptych.load(whole)) {
            assertEqual(space.embedAll(texts(golden)), golden.get("text_embedding"));
            assertThat(space.modalities()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
            assertThat(space.fingerprint().name()).isEqualTo(whole.getFileName().toString());
        }
    }

    @Test
    void everyByteOfConfigurationAndWeightsIsInTheFingerprint(@TempDir Path copy) throws IOException {
        copy(folder("st-prompts"), copy);
        String before = sha(copy);
        assertThat(sha(copy)).isEqualTo(before);
        Path weights = copy.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        String other = sha(copy);
        assertThat(other).isNotEqualTo(before);
        Path config = copy.resolve("config_sentence_transformers.json");
        Files.writeString(config, Files.readString(config).replace("query: ", "question: "));
        assertThat(sha(copy)).isNotIn(before, other);
    }

    private static String sha(Path folder) {
        try (Triptych space = Triptych.load(folder)) {
            return space.fingerprint().sha256();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
