package dev.triptych.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSelectionTest {
    private static final Repository MODEL = Repository.parse("acme/model");

    private static List<String> chosen(Map<String, String> contents, String... paths) {
        List<HubFile> files = Arrays.stream(paths)
                .map(p -> new HubFile(p, p.length(), new Checksum(Checksum.Kind.GIT_SHA1, "0")))
                .toList();
        return FileSelection.of(MODEL, files, path -> json(contents.getOrDefault(path, "[]"))).stream()
                .map(HubFile::path)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void copiesForOtherLibrariesStayWhereTheyAre() {
        assertThat(chosen(
                        Map.of(),
                        "config.json",
                        "tokenizer.json",
                        "vocab.txt",
                        "sentencepiece.bpe.model",
                        "model.safetensors",
                        "pytorch_model.bin",
                        "tf_model.h5",
                        "flax_model.msgpack",
                        "rust_model.ot",
                        "model.onnx",
                        "onnx/model.onnx",
                        "onnx/config.json",
                        "openvino/openvino_model.bin",
                        "training_args.bin",
                        "README.md",
                        "modeling_evil.py",
                        ".gitattributes"))
                .containsExactlyInAnyOrder(
                        "config.json", "tokenizer.json", "vocab.txt", "sentencepiece.bpe.model", "model.safetensors");
    }

    @Test
    void foldersOfModulesComeWithTheirWeights() {
        assertThat(chosen(
                        Map.of("modules.json", "[{\"path\":\"\"},{\"path\":\"1_Pooling\"},{\"path\":\"2_Dense/\"}]"),
                        "modules.json",
                        "config.json",
                        "model.safetensors",
                        "1_Pooling/config.json",
                        "2_Dense/config.json",
                        "2_Dense/model.safetensors",
                        "2_Dense/pytorch_model.bin",
                        "3_Other/config.json"))
                .containsExactlyInAnyOrder(
                        "modules.json",
                        "config.json",
                        "model.safetensors",
                        "1_Pooling/config.json",
                        "2_Dense/config.json",
                        "2_Dense/model.safetensors");
    }

    @Test
    void shardsAreThoseThatTheIndexNames() {
        assertThat(chosen(
                        Map.of(
                                "model.safetensors.index.json",
                                "{\"weight_map\":{\"a\":\"model-1.safetensors\",\"b\":\"model-2.safetensors\"}}"),
                        "config.json",
                        "model.safetensors.index.json",
                        "model-1.safetensors",
                        "model-2.safetensors",
                        "consolidated.safetensors"))
                .containsExactlyInAnyOrder(
                        "config.json", "model.safetensors.index.json", "model-1.safetensors", "model-2.safetensors");
    }

    @Test
    void oneSetOfWeightsIsEnough() {
        assertThat(chosen(
                        Map.of(),
                        "config.json",
                        "model.safetensors",
                        "model.safetensors.index.json",
                        "model-1.safetensors",
                        "open_clip_model.safetensors"))
                .containsExactlyInAnyOrder("config.json", "model.safetensors");
        assertThat(chosen(Map.of(), "open_clip_config.json", "open_clip_model.safetensors"))
                .containsExactlyInAnyOrder("open_clip_config.json", "open_clip_model.safetensors");
    }

    @Test
    void onlyAPickleSaysHowToConvert() {
        assertThatThrownBy(() -> chosen(Map.of(), "config.json", "pytorch_model.bin"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("pytorch_model.bin")
                .hasMessageContaining("expected model.safetensors")
                .hasMessageContaining("from_pretrained('acme/model')");
    }

    @Test
    void pickleOfADenseModuleIsNotPassedOverInSilence() {
        assertThatThrownBy(() -> chosen(
                        Map.of("modules.json", "[{\"path\":\"\"},{\"path\":\"2_Dense\"}]"),
                        "modules.json",
                        "model.safetensors",
                        "2_Dense/config.json",
                        "2_Dense/pytorch_model.bin"))
                .hasMessageContaining("folder 2_Dense")
                .hasMessageContaining("2_Dense/pytorch_model.bin");
    }

    @Test
    void missingShardIsNamed() {
        assertThatThrownBy(() -> chosen(
                        Map.of("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"model-1.safetensors\"}}"),
                        "model.safetensors.index.json"))
                .hasMessageContaining("model-1.safetensors");
    }
}
