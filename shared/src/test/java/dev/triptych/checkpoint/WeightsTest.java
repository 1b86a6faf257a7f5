package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private final Path folder;

    WeightsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Weights weights(String label, String... names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, Tensor.of(name, new float[] {label.length()}, 1));
        }
        return Weights.of(tensors, label);
    }

    private void save(String file, String... names) {
        List<Tensor> tensors = Arrays.stream(names)
                .map(n -> Tensor.of(n, new float[] {n.length(), 0}, 2, 1))
                .toList();
        SafeTensors.write(folder.resolve(file), tensors, DType.F32, Map.of());
    }

    private void index(String json) throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), json.replace('\'', '"'));
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> Weights.open(folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContainingAll(parts);
    }

    @Test
    void aSingleFileIsFoundAndASingleFileWinsOverAnIndex() throws IOException {
        save("model.safetensors", "a", "bc");
        index("{'weight_map':{'z':'none.safetensors'}}");
        Weights weights = Weights.open(folder);
        assertThat(weights.names()).containsExactly("a", "bc");
        assertThat(weights.require("bc", 2, 1).toFloats()).containsExactly(2, 0);
        assertThat(Weights.open(folder.resolve("model.safetensors")).has("a")).isTrue();
    }

    @Test
    void shardsAreReadAsTheIndexSays() throws IOException {
        save("model-1.safetensors", "a");
        save("model-2.safetensors", "bb");
        index("{'metadata':{'total_size':16},"
                + "'weight_map':{'bb':'model-2.safetensors','a':'model-1.safetensors'}}");
        Weights weights = Weights.open(folder);
        assertThat(weights.names()).containsExactly("bb", "a");
        assertThat(weights.require("a", 2, 1).toFloats()).containsExactly(1, 0);
    }

    @Test
    void aMissingShardAndAnIndexThatLiesAreNamed() throws IOException {
        save("model-1.safetensors", "a");
        index("{'weight_map':{'a':'model-1.safetensors','b':'model-2.safetensors'}}");
        refused("model-2.safetensors", "nothing", "b");
        index("{'weight_map':{'b':'model-1.safetensors'}}");
        refused("model-1.safetensors", "b", "no such tensor");
        index("{'weight_map':{'b':'../secret.safetensors'}}");
        refused("weight_map.b", "same folder");
        index("{'weight_map':{'b':7}}");
        refused("weight_map.b");
        index("{'weight_map':{}}");
        refused("weight_map", "no entries");
        index("{'weight_map':['a']}");
        refused("weight_map", "an array");
        index("{}");
        refused("weight_map", "nothing");
    }

    @Test
    void aFolderWithAPickleOnlyIsRefusedWithTheWayToConvertIt() throws IOException {
        Files.write(folder.resolve("training_args.bin"), new byte[] {(byte) 0x80, 2});
        Files.write(folder.resolve("pytorch_model.bin"), new byte[] {(byte) 0x80, 2});
        refused("pytorch_model.bin", "pickle", "save_file");
    }

    @Test
    void anEmptyFolderIsToldWhatWasLookedFor() {
        refused("no weights", "model.safetensors", "model.safetensors.index.json");
        assertThatThrownBy(() -> Weights.open(folder.resolve("none")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("none");
    }

    @Test
    void aWrongShapeNamesFolderWeightAndBothShapes() {
        save("model.safetensors", "a");
        Weights weights = Weights.open(folder);
        assertThat(weights.require("a").size()).isEqualTo(2);
        assertThat(weights.require("a", -1, 1).size()).isEqualTo(2);
        for (long[] wrong : new long[][] {{2}, {1, 2}, {-1, 2}, {2, 1, 1}}) {
            assertThatThrownBy(() -> weights.require("a", wrong))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll(folder.toString(), "weight a", "[2, 1]", Arrays.toString(wrong));
        }
    }

    @Test
    void anAbsentWeightListsTheNearestNames() {
        Weights weights = weights("m", "bert.pooler.dense.bias", "embeddings.word_embeddings.weight", "x", "y");
        assertThatThrownBy(() -> weights.require("embeddings.word_embedings.weight", 3))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(
                        "weight embeddings.word_embedings.weight", "embeddings.word_embeddings.weight");
        assertThatThrownBy(() -> weights.require("pooler.dense.bias"))
                .hasMessageContaining("nearest names: bert.pooler.dense.bias");
        assertThatThrownBy(() -> weights("m").require("a")).hasMessageContaining("nearest names: none");
    }

    @Test
    void weightsOverABaseWinAndAbsentOnesComeFromTheBase() {
        Weights base = weights("base", "a", "b");
        Weights merged = weights("trained", "b", "c").over(base);
        assertThat(merged.names()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(merged.require("a").toFloats()).containsExactly("base".length());
        assertThat(merged.require("b").toFloats()).containsExactly("trained".length());
        assertThatThrownBy(() -> merged.require("a", 9)).hasMessageContaining("base, weight a");
        assertThat(merged.unused()).containsExactly("c");
    }

    @Test
    void aPrefixIsTakenOffWhereItIs() {
        Weights weights = weights("m", "bert.a", "head", "bert.b");
        Weights bare = weights.withoutPrefix("bert.");
        assertThat(bare.names()).containsExactly("a", "head", "b");
        bare.require("a");
        assertThat(bare.unused()).containsExactly("head", "b");
        assertThat(weights.unused()).containsExactly("head", "bert.b");
        assertThatThrownBy(() -> weights("m", "a", "bert.a").withoutPrefix("bert."))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("both a and bert.a");
    }

    @Test
    void askingWhetherAWeightIsThereDoesNotUseIt() {
        Weights weights = weights("m", "a", "b");
        assertThat(weights.has("a")).isTrue();
        assertThat(weights.has("z")).isFalse();
        assertThat(weights.unused()).containsExactly("a", "b");
        weights.require("a");
        assertThat(weights.unused()).containsExactly("b");
    }
}
