package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.triptych.cli.Terminal.Answer;
import dev.triptych.nn.ComputeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuStateTest {
    private Path root;
    private Path torch;

    @BeforeEach
    void aMachineWithNothing(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        torch = Files.createDirectories(folder.resolve("site-packages/torch/lib"));
    }

    private Check check(Map<String, String> environment, boolean usable) {
        return new GpuState(root, environment, torch, usable).check();
    }

    private void driver() throws IOException {
        Path file = root.resolve("proc/driver/nvidia/version");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\n");
    }

    @Test
    void aMachineWithoutADriverComputesOnTheProcessorAndNothingIsWrong() {
        assertThat(check(Map.of(), false)).satisfies(c -> assertThat(c.state()).isEqualTo(Check.State.OK));
        assertThat(check(Map.of(), false).found())
                .startsWith("cpu")
                .contains("CPU only", "no NVIDIA driver", "no libcudart");
    }

    @Test
    void aDriverWithoutAPyTorchForCudaIsWeakWithTheVariables() throws IOException {
        driver();
        Check check = check(Map.of(), false);
        assertThat(check.state()).isEqualTo(Check.State.WEAK);
        assertThat(check.found()).contains("NVIDIA driver 550.54.15", "CPU only");
        assertThat(check.fix()).contains("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR=cu128", "torch==2.7.1");
    }

    @Test
    void aPyTorchForCudaThatSeesNoGpuLacksTheDriver() throws IOException {
        Files.createFile(torch.resolve(System.mapLibraryName("torch_cuda")));
        Path runtime = Files.createDirectories(torch.resolve("../../nvidia/cuda_runtime/lib"));
        Files.createFile(runtime.resolve("libcudart.so.12"));
        Check check = check(Map.of("PYTORCH_LIBRARY_PATH", torch.toString()), false);
        assertThat(check.state()).isEqualTo(Check.State.WEAK);
        assertThat(check.found()).contains("for CUDA", "libcudart.so.12");
        assertThat(check.fix()).contains("nvidia-smi");
    }

    @Test
    void aPathWithoutPyTorchIsNamed() {
        Check check = check(Map.of("PYTORCH_LIBRARY_PATH", root.toString()), false);
        assertThat(check.state()).isEqualTo(Check.State.WEAK);
        assertThat(check.found()).contains("PYTORCH_LIBRARY_PATH=" + root);
        assertThat(check.fix()).contains("torch/lib");
    }

    @Test
    void everythingThereIsUsable() throws IOException {
        driver();
        Files.createFile(torch.resolve(System.mapLibraryName("torch_cuda")));
        Check check = check(Map.of(), true);
        assertThat(check.state()).isEqualTo(Check.State.OK);
        assertThat(check.found()).startsWith("gpu").contains("--device gpu");
    }

    @Test
    void everyCommandRefusesAGpuThatIsNotThereInOneLine() {
        assumeFalse(ComputeDevice.hasGpu(), "skipped: this machine has a GPU and a PyTorch for it");
        Terminal terminal = new Terminal(false);
        Answer answer = terminal.with("a\n", "embed", "--text", "--device", "gpu");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).singleElement().asString().contains("device gpu", "--device cpu");
        assertThat(terminal.with("a\n", "embed", "--text", "--device", "cpu").code())
                .isZero();
        assertThat(terminal.with("a\n", "embed", "--text", "--device", "tpu").err())
                .contains("tpu", "cpu or gpu");
    }
}
