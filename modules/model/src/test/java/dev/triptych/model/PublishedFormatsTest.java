package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Prompt;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.text.ClipTextTower;
import dev.triptych.text.TextEncoder;
import dev.triptych.vision.ImageTower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Formats that the shared goldens lack answer as in Python: folders of our own random weights, made with their vectors by
 * {@code src/test/python/published_folders.py}.
 */
class PublishedFormatsTest {
    private static final Path FOLDERS = Path.of("src/test/resources/dev/triptych/model/published");
    private static final double TOLERANCE = 1e-5;
    /** As in the script. */
    private static final List<Content> TEXTS = List.of(
            Text.of("a dog on the beach"),
            Text.of("Two  RED circles, and a cat!"),
            Text.of(""),
            Text.of("the harbour's lighthouse at 7.30 isn't far: 東京 naïve"),
            Text.of("word ".repeat(40)));

    private static final List<Content> PICTURES =
            List.of(Picture.of(FOLDERS.resolve("tall.png")), Picture.of(FOLDERS.resolve("wide.png")));

    private static void compare(String what, float[][] found, JsonNode expected) {
        assertThat(found).hasDimensions(expected.size(), expected.get(0).size());
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            for (int j = 0; j < found[i].length; j++) {
                worst = Math.max(
                        worst, Math.abs(found[i][j] - expected.get(i).get(j).doubleValue()));
            }
        }
        System.out.printf("%s: largest difference %.1e%n", what, worst);
        assertThat(worst).as(what + ": largest difference").isLessThanOrEqualTo(TOLERANCE);
    }

    private static JsonNode expected(String name) throws IOException {
        return new ObjectMapper()
                .readTree(FOLDERS.resolve(name).resolve("expected.json").toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip-vision",
                "clip-vision-4",
                "clip-vision-projection",
                "siglip-vision",
                "dinov2-registers",
                "st-clip"
            })
    void picturesAnswerAsInPython(String name) throws IOException {
        try (Triptych space = Triptych.load(FOLDERS.resolve(name))) {
            compare(name, space.embed(PICTURES).vectors(), expected(name).get("image"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip-text", "clip-text-projection", "siglip-text", "st-clip"})
    void textsAnswerAsInPython(String name) throws IOException {
        try (Triptych space = Triptych.load(FOLDERS.resolve(name))) {
            compare(name, space.embed(TEXTS).vectors(), expected(name).get("text"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"st-router", "st-router-static"})
    void queriesAndDocumentsGoTheirOwnWaysThroughARouter(String name) throws IOException {
        JsonNode expected = expected(name);
        try (Triptych space = Triptych.load(FOLDERS.resolve(name))) {
            compare(name + " query", space.embedQueries(TEXTS).vectors(), expected.get("query"));
            compare(name + " document", space.embed(TEXTS).vectors(), expected.get("document"));
        }
        try (TextEncoder named = TextEncoder.open(
                FOLDERS.resolve(name), SequenceEncoder.Options.DEFAULT.withPrompt(Prompt.named("query")))) {
            List<Text> texts = TEXTS.stream().map(c -> (Text) c).toList();
            compare(name + " --prompt query", named.embed(texts).vectors(), expected.get("query"));
        }
    }

    @Test
    void aRouterWithoutADefaultAsksWhichTextsTheseAre() {
        assertThatThrownBy(() -> TextEncoder.open(FOLDERS.resolve("st-router"), SequenceEncoder.Options.DEFAULT))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("router_config.json", "no default_route", "query, document", "--prompt query");
    }

    @Test
    void aRouterIsNotSavedAsHalfOfItself(@TempDir Path target) {
        Path folder = FOLDERS.resolve("st-router");
        try (SequenceEncoder encoder =
                SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT.withPrompt(Prompt.PASSAGE))) {
            assertThatThrownBy(() -> encoder.save(target, DType.F32))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining("Router");
        }
        assertThat(target).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"clip-vision", "clip-vision-4", "clip-vision-projection", "siglip-vision", "dinov2-registers"})
    void aSavedImageSideAnswersTheSame(String name, @TempDir Path saved) throws IOException {
        try (ImageTower tower = ImageTower.open(FOLDERS.resolve(name))) {
            tower.save(saved, DType.F32);
        }
        try (Triptych space = Triptych.load(saved)) {
            compare(
                    name + " saved",
                    space.embed(PICTURES).vectors(),
                    expected(name).get("image"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip-text", "clip-text-projection", "siglip-text"})
    void aSavedTextSideAnswersTheSame(String name, @TempDir Path saved) throws IOException {
        try (ClipTextTower tower = ClipTextTower.open(FOLDERS.resolve(name), 0)) {
            tower.save(saved, DType.F32);
        }
        try (Triptych space = Triptych.load(saved)) {
            assertThat(space.modalities()).containsExactly(Modality.TEXT);
            compare(
                    name + " saved",
                    space.embed(TEXTS).vectors(),
                    expected(name).get("text"));
        }
    }

    @Test
    void oneSideIsNoWholeModelAndNotTheOtherSide() {
        assertThatThrownBy(() -> DualEncoder.open(FOLDERS.resolve("clip-text"))).hasMessageContaining("image side");
        assertThatThrownBy(() -> ImageTower.open(FOLDERS.resolve("clip-text")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("config.json", "clip_text_model");
        assertThatThrownBy(() -> ClipTextTower.open(FOLDERS.resolve("clip-vision"), 0))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("config.json", "clip_vision_model", "a side for texts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"vision_cfg\": {\"timm_model_name\": \"vit_base\"}, \"text_cfg\": {}",
                "\"vision_cfg\": {}, \"text_cfg\": {\"hf_model_name\": \"roberta-base\"}"
            })
    void openClipWithOtherPeoplesTowersIsRefusedByTheField(String sides, @TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("open_clip_config.json"), "{\"model_cfg\": {\"embed_dim\": 8, " + sides + "}}");
        assertThatThrownBy(() -> Triptych.load(folder))
                .isInstanceOf(TriptychException.class)
                .message()
                .containsPattern("open_clip_config.json.*(timm_model_name|hf_model_name).*(vit_base|roberta-base)");
    }

    @Test
    void modulesThatWouldChangeAClipModelsVectorsAreRefused(@TempDir Path copy) throws IOException {
        Path from = FOLDERS.resolve("st-clip");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path modules = copy.resolve("modules.json");
        Files.writeString(
                modules,
                Files.readString(modules)
                        .replace(
                                "}]", "}, {\"path\": \"1_Dense\", \"type\": \"sentence_transformers.models.Dense\"}]"));
        assertThatThrownBy(() -> Triptych.load(copy))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("modules.json", "Dense", "CLIPModel");
    }
}
