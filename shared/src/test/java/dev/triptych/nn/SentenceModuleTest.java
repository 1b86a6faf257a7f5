package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceModuleTest {
    private final Path folder;

    SentenceModuleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path config(String json) throws IOException {
        return Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
    }

    private void weights(Tensor... tensors) {
        SafeTensors.write(folder.resolve("model.safetensors"), List.of(tensors), DType.F32, Map.of());
    }

    private float[] run(String type, float... input) {
        try (NDManager scope = Kernels.get().newManager()) {
            List<SentenceModule> modules =
                    SentenceModule.open(folder, List.of(new PublishedModule(type, folder)), scope, input.length);
            return modules.get(0)
                    .forward(scope.create(input, new Shape(1, input.length)), false)
                    .toFloatArray();
        }
    }

    /** Expected values: torch.nn 2.7.1 by its documented formulas, at -1.5 and 2. */
    @ParameterizedTest
    @CsvSource({
        "torch.nn.modules.linear.Identity, -1.5, 2",
        "torch.nn.modules.activation.Tanh, -0.9051483, 0.9640276",
        "torch.nn.modules.activation.ReLU, 0, 2",
        "torch.nn.modules.activation.GELU, -0.1002108, 1.9544997",
        "torch.nn.modules.activation.Sigmoid, 0.1824255, 0.8807971",
        "torch.nn.modules.activation.SiLU, -0.2736383, 1.7615942",
        "torch.nn.modules.activation.LeakyReLU, -0.015, 2",
        "torch.nn.modules.activation.ELU, -0.7768698, 2",
        "torch.nn.modules.activation.SELU, -1.3658142, 2.1014020",
        "torch.nn.modules.activation.Softplus, 0.2014133, 2.1269280",
        "torch.nn.modules.activation.Mish, -0.2980997, 1.9439590",
        "torch.nn.modules.activation.Hardswish, -0.375, 1.6666667",
        "torch.nn.modules.activation.ReLU6, 0, 2",
    })
    void denseAppliesTheActivationOfItsConfiguration(String name, float negative, float positive) throws IOException {
        config("{'in_features':2,'out_features':2,'bias':false,'activation_function':'" + name + "'}");
        weights(Tensor.of("linear.weight", new float[] {1, 0, 0, 1}, 2, 2));
        assertThat(run("Dense", -1.5f, 2)).containsExactly(new float[] {negative, positive}, within(2e-6f));
    }

    @Test
    void denseMultipliesByRowsAndAddsItsBiasAndTheInput() throws IOException {
        config("{'in_features':2,'out_features':3,'activation_function':'torch.nn.modules.linear.Identity',"
                + "'use_residual':true}");
        weights(
                Tensor.of("linear.weight", new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
                Tensor.of("linear.bias", new float[] {.1f, .2f, .3f}, 3),
                Tensor.of("residual.weight", new float[] {10, 0, 0, 10, 0, 0}, 3, 2));
        assertThat(run("Dense", 1, -1)).containsExactly(new float[] {9.1f, -10.8f, -.7f}, within(1e-5f));
    }

    @Test
    void layerNormTakesOffTheMeanDividesByTheDeviationAndScales() throws IOException {
        config("{'dimension':4}");
        weights(
                Tensor.of("norm.weight", new float[] {1, 1, 2, 1}, 4),
                Tensor.of("norm.bias", new float[] {0, 0, 0, 5}, 4));
        assertThat(run("LayerNorm", 1, 2, 3, 4))
                .containsExactly(new float[] {-1.3416355f, -.4472118f, .8944237f, 6.3416357f}, within(1e-5f));
    }

    @Test
    void normalizeGivesLengthOneAndDropoutIsLeftOut() {
        assertThat(run("Normalize", 3, 4)).containsExactly(new float[] {.6f, .8f}, within(1e-6f));
        try (NDManager scope = Kernels.get().newManager()) {
            assertThat(SentenceModule.open(folder, List.of(new PublishedModule("Dropout", folder)), scope, 2))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'in_features':3,'out_features':2}",
                "{'in_features':2,'out_features':0}",
                "{'out_features':2}",
                "{'in_features':2,'out_features':2,'activation_function':'torch.nn.modules.activation.Softmax2d'}",
                "{'in_features':2,'out_features':2,'module_input_name':'token_embeddings'}",
                "{'in_features':2,'out_features':2,'bias':'no'}"
            })
    void aBadFieldOfDenseIsRefusedWithTheFileAndWhatWasExpected(String json) throws IOException {
        Path file = config(json);
        weights(Tensor.of("linear.weight", new float[] {1, 0, 0, 1}, 2, 2));
        assertThatThrownBy(() -> run("Dense", 1, 2))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "found", "expected");
    }

    @Test
    void aLayerNormOfAnotherWidthIsRefused() throws IOException {
        Path file = config("{'dimension':3}");
        assertThatThrownBy(() -> run("LayerNorm", 1, 2))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "dimension", "3", "expected 2");
    }
}
