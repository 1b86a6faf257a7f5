package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A published folder in which one thing is wrong is refused, and the thing is named. */
class BrokenImageFolderGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    private final Path folder;

    BrokenImageFolderGoldenTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "vit, config.json, '\"vit\"', '\"resnet\"', 'model_type', 'clip, clip_vision_model, dinov2, dinov2_with_registers, mobilenet_v2'",
        "vit, config.json, '\"patch_size\": 8', '\"patch_size\": 4', 'projection.weight', '[32, 3, 4, 4]'",
        "vit, config.json, '\"num_attention_heads\": 4', '\"num_attention_heads\": 5', 'num_attention_heads', '5'",
        "vit, config.json, '\"num_hidden_layers\": 2', '\"num_hidden_layers\": 1', 'no place for', 'encoder.layer.1.'",
        "vit, config.json, '\"hidden_act\": \"gelu\"', '\"hidden_act\": \"mish\"', 'hidden_act', 'mish'",
        "vit, config.json, '\"num_channels\": 3', '\"num_channels\": 1', 'num_channels', 'colour'",
        "vit, preprocessor_config.json, '\"height\": 32', '\"height\": 40', 'preprocessor_config.json', '32 x 40'",
        "clip, config.json, '\"projection_dim\": 24,\n  \"text', '\"projection_dim\": 12,\n  \"text', 'visual_projection', '[12, 32]'",
        "siglip, preprocessor_config.json, '\"width\": 32', '\"width\": 16', 'preprocessor_config.json', '16 x 32'",
        "open-clip, open_clip_config.json, '\"width\": 32, \"head', '\"pool_type\": \"avg\", \"width\": 32, \"head', 'vision_cfg.pool_type', 'avg'",
        "open-clip, open_clip_config.json, 'shortest', 'longest', 'resize_mode', 'squash'",
        "open-clip, open_clip_config.json, '\"head_width\": 8', '\"head_width\": 7', 'head_width', 'divisor'",
    })
    void whatAConfigSaysWronglyIsNamed(String model, String file, String from, String to, String first, String second)
            throws IOException {
        copy(model);
        String config = Files.readString(folder.resolve(file));
        assertThat(config).contains(from);
        Files.writeString(folder.resolve(file), config.replace(from, to));
        assertThatThrownBy(() -> ImageTower.open(folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(first, second);
    }

    @ParameterizedTest
    @CsvSource({"vit", "dinov2", "clip", "siglip", "open-clip", "mobilenet-v2"})
    void aWeightThatTheNetworkHasNoPlaceForIsNamed(String model) throws IOException {
        copy(model);
        List<Tensor> tensors = weights(model);
        tensors.add(Tensor.of("visual.surprise", new float[] {1}, 1));
        write(model, tensors);
        assertThatThrownBy(() -> ImageTower.open(folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("no place for", "visual.surprise");
    }

    @ParameterizedTest
    @CsvSource({
        "vit, layernorm.bias",
        "dinov2, encoder.layer.1.layer_scale2.lambda1",
        "clip, vision_model.pre_layrnorm.weight",
        "siglip, vision_model.head.probe",
        "open-clip, visual.proj",
        "mobilenet-v2, layer.3.reduce_1x1.convolution.weight",
    })
    void aMissingWeightIsNamed(String model, String name) throws IOException {
        copy(model);
        List<Tensor> tensors = weights(model);
        assertThat(tensors.removeIf(tensor -> tensor.name().equals(name))).isTrue();
        write(model, tensors);
        assertThatThrownBy(() -> ImageTower.open(folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("no such weight", name);
    }

    @Test
    void dinov2TakesPicturesOfAnotherSizeThanItsPositionsAreFor() throws IOException {
        copy("dinov2");
        Path file = folder.resolve("preprocessor_config.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"height\": 32", "\"height\": 48")
                        .replace("edge\": 32", "edge\": 48"));
        try (ImageTower tower = ImageTower.open(folder)) {
            assertThat(tower.width()).isEqualTo(32);
        }
    }

    private void copy(String model) throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS.resolve(model)), "skipped: no " + model + " in " + GOLDENS);
        try (var files = Files.list(GOLDENS.resolve(model))) {
            for (Path file : files.toList()) {
                Files.write(folder.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    private static List<Tensor> weights(String model) {
        Weights weights = Weights.open(GOLDENS.resolve(model));
        List<Tensor> tensors = new ArrayList<>();
        for (String name : weights.names()) {
            if (!name.endsWith("num_batches_tracked")) {
                tensors.add(weights.require(name));
            }
        }
        return tensors;
    }

    private void write(String model, List<Tensor> tensors) {
        String file = model.equals("open-clip") ? "open_clip_model.safetensors" : "model.safetensors";
        SafeTensors.write(folder.resolve(file), tensors, DType.F32, Map.of());
    }
}
