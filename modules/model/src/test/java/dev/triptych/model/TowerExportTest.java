package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TowerExportTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"))
            .toAbsolutePath()
            .normalize();
    private static final Path FIRST = Path.of(
            System.getProperty("triptych.root", "../.."),
            "modules/default-model/src/main/resources/dev/triptych/model/default");

    @TempDir
    private Path folder;

    private static ModelFolder first() {
        assumeTrue(Files.isDirectory(FIRST), "skipped: no model at " + FIRST);
        return ModelFolder.open(FIRST);
    }

    private static List<String> modules(Path folder) throws IOException {
        List<String> types = new ArrayList<>();
        for (JsonNode module :
                new ObjectMapper().readTree(folder.resolve("modules.json").toFile())) {
            types.add(module.path("type").asText().replaceAll(".*\\.", ""));
        }
        return types;
    }

    @Test
    void trainedHeadComesAsAModuleOfOursWithItsCode() throws IOException {
        Path out = folder.resolve("text");
        assertThat(TowerExport.write(first(), Modality.TEXT, out).ownCode()).isTrue();
        assertThat(modules(out)).containsExactly("Transformer", "Pooling", "Normalize", "TriptychHead");
        assertThat(out.resolve("triptych_head.py")).content().contains("class TriptychHead");
        assertThat(Weights.open(out.resolve("3_TriptychHead")).names())
                .containsExactlyInAnyOrder(
                        "adapter.weight",
                        "adapter.bias",
                        "norm.weight",
                        "norm.bias",
                        "up.weight",
                        "up.bias",
                        "down.weight",
                        "down.bias");
    }

    @Test
    void codeTowerThatBorrowsIsWholeByItself() {
        Path out = folder.resolve("code");
        TowerExport.write(first(), Modality.CODE, out);
        assertThat(Weights.open(FIRST.resolve("code")).names()).doesNotContain("embeddings.word_embeddings.weight");
        assertThat(Weights.open(out).names())
                .contains("embeddings.word_embeddings.weight", "encoder.layer.0.output.dense.weight");
    }

    @Test
    void limitOfTokensIsThatOfTheModelAndNotOfTheFolderItCameFrom() throws IOException {
        Path out = folder.resolve("code");
        TowerExport.write(first(), Modality.CODE, out);
        JsonNode limit = new ObjectMapper()
                .readTree(out.resolve("sentence_bert_config.json").toFile());
        assertThat(limit.path("max_seq_length").asInt()).isEqualTo(128);
    }

    @Test
    void pictureTowerIsAHuggingFaceFolderInFloat32() throws IOException {
        Path out = folder.resolve("image");
        TowerExport.write(first(), Modality.IMAGE, out);
        assertThat(out.resolve("preprocessor_config.json")).exists();
        JsonNode config = new ObjectMapper().readTree(out.resolve("config.json").toFile());
        assertThat(config.path("model_type").asText()).isEqualTo("mobilenet_v2");
        assertThat(config.path("dtype").asText()).isEqualTo("float32");
        assertThat(modules(out)).containsExactly("Transformer", "Normalize", "TriptychHead");
    }

    @Test
    void headThatIsTheIdentityNeedsNoModule() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        Path model = folder.resolve("model");
        FolderImport.write(Map.of(Modality.TEXT, GOLDENS.resolve("bert")), "m", model);
        Path out = folder.resolve("text");
        assertThat(TowerExport.write(ModelFolder.open(model), Modality.TEXT, out)
                        .ownCode())
                .isFalse();
        assertThat(modules(out)).containsExactly("Transformer", "Pooling", "Normalize");
    }

    @Test
    void untrainedHeadOfAnotherWidthIsAStockDense() throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        Path model = folder.resolve("model");
        FolderImport.write(
                Map.of(Modality.TEXT, GOLDENS.resolve("bert"), Modality.IMAGE, GOLDENS.resolve("mobilenet-v2")),
                "m",
                model);
        Path out = folder.resolve("image");
        assertThat(TowerExport.write(ModelFolder.open(model), Modality.IMAGE, out)
                        .ownCode())
                .isFalse();
        assertThat(modules(out)).containsExactly("Transformer", "Normalize", "Dense", "Normalize");
    }

    @Test
    void towerThatIsNotThereIsNamed() {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
        Path model = folder.resolve("model");
        FolderImport.write(Map.of(Modality.TEXT, GOLDENS.resolve("bert")), "m", model);
        assertThatThrownBy(() -> TowerExport.write(ModelFolder.open(model), Modality.CODE, folder.resolve("code")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("no tower for code");
    }
}
