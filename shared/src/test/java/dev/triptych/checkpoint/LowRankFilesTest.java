package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Low-rank changes beside weights, as PEFT 0.17 writes them. */
class LowRankFilesTest {
    private static final String NAME = "base_model.model.layer.0.query.lora_";
    private static final String CONFIG =
            "{\"peft_type\": \"LORA\", \"r\": 1, \"lora_alpha\": 8, \"bias\": \"none\", \"target_modules\": [\"query\"]}";

    @TempDir
    Path folder;

    @BeforeEach
    void weights() throws IOException {
        SafeTensors.write(
                folder.resolve("model.safetensors"),
                List.of(
                        Tensor.of("layer.0.query.weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                        Tensor.of("layer.0.query.bias", new float[] {7, 8}, 2)),
                DType.I8,
                Map.of());
        Files.writeString(folder.resolve("adapter_config.json"), CONFIG);
        adapter(NAME + "B.weight", 2, 1);
    }

    private void adapter(String second, long... shape) {
        SafeTensors.write(
                folder.resolve("adapter_model.safetensors"),
                List.of(
                        Tensor.of(NAME + "A.weight", new float[] {1, 0, -1}, 1, 3),
                        Tensor.of(second, new float[] {0.5f, 2}, shape)),
                DType.F32,
                Map.of());
    }

    @Test
    void aChangedWeightIsTheWeightPlusAlphaByRankTimesTheProduct() {
        Weights weights = Weights.open(folder);
        // 8 / 1 times [[.5, 0, -.5], [2, 0, -2]]
        assertThat(weights.floats("layer.0.query.weight", 2, 3))
                .containsExactly(new float[] {5, 2, -1, 20, 5, -10}, within(0.03f));
        assertThat(weights.floats("layer.0.query.bias", 2)).containsExactly(7, 8);
        assertThat(weights.unused())
                .as("no steps of a matrix of bytes are left over")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"peft_type\": \"LORA\"', '\"peft_type\": \"IA3\"', peft_type, IA3",
        "'\"bias\": \"none\"', '\"use_dora\": true', use_dora, true",
        "'\"bias\": \"none\"', '\"use_rslora\": true', use_rslora, true",
        "'\"bias\": \"none\"', '\"bias\": \"all\"', bias, all",
        "'\"bias\": \"none\"', '\"rank_pattern\": {\"query\": 2}', rank_pattern, query",
        "'\"r\": 1', '\"r\": 2', lora_A, '[1, 3]'",
    })
    void changesOfAnotherKindAreRefusedWithTheFieldThatSaysSo(String from, String to, String field, String found)
            throws IOException {
        Files.writeString(folder.resolve("adapter_config.json"), CONFIG.replace(from, to));
        assertThatExceptionOfType(TriptychException.class)
                .isThrownBy(() -> Weights.open(folder))
                .withMessageContainingAll("adapter_", field, found);
    }

    @ParameterizedTest
    @CsvSource({
        "base_model.model.layer.1.query.lora_A.weight, layer.1.query.weight",
        "base_model.model.layer.0.query.lora_magnitude_vector, another name",
        "base_model.model.layer.0.query.other, lora_B.weight",
    })
    void changesOfWeightsThatAreNotThereAreRefused(String second, String found) {
        adapter(second, 2, 1);
        assertThatExceptionOfType(TriptychException.class)
                .isThrownBy(() -> Weights.open(folder))
                .withMessageContainingAll("adapter_model.safetensors", found);
    }
}
