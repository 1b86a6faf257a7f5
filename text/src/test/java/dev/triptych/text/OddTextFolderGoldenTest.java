package dev.triptych.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Prepared;
import dev.triptych.space.Text;
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

/** Old spellings of text sides are read as they were meant; what is wrong is refused and named. */
class OddTextFolderGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    private final Path folder;

    OddTextFolderGoldenTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theLegacyEndIdTwoPoolsAtTheHighestId() throws IOException {
        copy("clip");
        Text text = Text.of("a dog");
        int[] ids = ((Prepared.Tokens) prepare(text)).ids();
        int highest = 0;
        for (int id : ids) {
            highest = Math.max(highest, id);
        }
        assertThat(highest).isGreaterThan(ids[ids.length - 1]);
        float[] usual = embed(text);
        replace("config.json", "\"eos_token_id\": 1", "\"eos_token_id\": 2");
        float[] legacy = embed(text);
        replace("config.json", "\"eos_token_id\": 2", "\"eos_token_id\": " + highest);
        assertThat(legacy).isEqualTo(embed(text)).isNotEqualTo(usual);
    }

    @Test
    void shortTextsAreFilledWithWhatTheTokenizersConfigCallsPadding() throws IOException {
        copy("siglip");
        assertThat(((Prepared.Tokens) prepare(Text.of("a"))).ids()).startsWith(0, 25, 2, 1, 1, 1);
        replace("tokenizer_config.json", "\"pad_token\": \"<pad>\"", "\"pad_token\": \"<mask>\"");
        assertThat(((Prepared.Tokens) prepare(Text.of("a"))).ids()).startsWith(0, 25, 2, 4, 4, 4);
        replace("tokenizer_config.json", "\"pad_token\": \"<mask>\",", "");
        assertThat(((Prepared.Tokens) prepare(Text.of("a"))).ids()).startsWith(0, 25, 2, 1, 1, 1);
    }

    @Test
    void aTextIsCutAtTheLimitGivenAndSaysSo() throws IOException {
        copy("clip");
        try (ClipTextTower tower = ClipTextTower.open(folder, 5)) {
            List<Prepared> prepared = tower.prepare(List.of(Text.of("a"), Text.of("a dog runs along the beach")));
            assertThat(prepared.get(0).truncated()).isFalse();
            assertThat(prepared.get(1).truncated()).isTrue();
            assertThat(((Prepared.Tokens) prepared.get(1)).ids()).hasSize(5).endsWith(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clip, text_model.surprise",
        "siglip, text_projection.weights",
        "open-clip, transformer.resblocks.2.ln_1.weight"
    })
    void aWeightThatTheTextSideHasNoPlaceForIsNamed(String model, String name) throws IOException {
        copy(model);
        List<Tensor> tensors = weights(model);
        tensors.add(Tensor.of(name, new float[] {1}, 1));
        write(model, tensors);
        assertRefused("no place for", name);
    }

    @ParameterizedTest
    @CsvSource({
        "clip, text_projection.weight",
        "siglip, text_model.head.bias",
        "open-clip, transformer.resblocks.1.attn.in_proj_bias"
    })
    void aMissingWeightIsNamed(String model, String name) throws IOException {
        copy(model);
        List<Tensor> tensors = weights(model);
        assertThat(tensors.removeIf(tensor -> tensor.name().equals(name))).isTrue();
        write(model, tensors);
        assertRefused("no such weight", name);
    }

    @Test
    void aTypeWithoutATextSideNamesThoseThatHaveOne() throws IOException {
        copy("clip");
        replace("config.json", "\"model_type\": \"clip\"", "\"model_type\": \"blip\"");
        assertRefused("'blip'", "clip, clip_text_model, clip_vision_model, siglip", "open_clip_config.json");
    }

    @Test
    void aTokenizerWithMoreWordsThanTheModelIsNamedWhenOneOfThemComes() throws IOException {
        copy("open-clip");
        replace("open_clip_config.json", "\"vocab_size\": 900", "\"vocab_size\": 500");
        List<Tensor> tensors = weights("open-clip");
        tensors.replaceAll(tensor -> tensor.name().equals("token_embedding.weight")
                ? Tensor.of(tensor.name(), new float[500 * 32], 500, 32)
                : tensor);
        write("open-clip", tensors);
        try (ClipTextTower tower = ClipTextTower.open(folder, 0)) {
            assertThatThrownBy(() -> tower.prepare(List.of(Text.of("a dog runs"))))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll("tokenizer.json", "below 500");
        }
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> ClipTextTower.open(folder, 0))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(parts);
    }

    private Prepared prepare(Text text) {
        try (ClipTextTower tower = ClipTextTower.open(folder, 0)) {
            return tower.prepare(List.of(text)).get(0);
        }
    }

    private float[] embed(Text text) {
        try (ClipTextTower tower = ClipTextTower.open(folder, 0);
                NDManager scope = Kernels.get().newManager()) {
            return tower.forward(scope, tower.prepare(List.of(text)), false).toFloatArray();
        }
    }

    private void replace(String file, String from, String to) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).contains(from);
        Files.writeString(folder.resolve(file), content.replace(from, to));
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
        weights.names().forEach(name -> tensors.add(weights.require(name)));
        return tensors;
    }

    private void write(String model, List<Tensor> tensors) {
        String file = model.equals("open-clip") ? "open_clip_model.safetensors" : "model.safetensors";
        SafeTensors.write(folder.resolve(file), tensors, DType.F32, Map.of());
    }
}
