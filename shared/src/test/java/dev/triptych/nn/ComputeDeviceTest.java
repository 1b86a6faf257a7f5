package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeDeviceTest {

    @Test
    void aGpuThatIsNotThereIsRefusedWithTheWayToGetOne() {
        assumeFalse(ComputeDevice.hasGpu(), "skipped: this machine has a GPU and a PyTorch for it");
        assertThatThrownBy(ComputeDevice.GPU::choose)
                .isInstanceOf(TriptychException.class)
                .message()
                .contains("device gpu", "--device cpu")
                .doesNotContain("\n");
        assertThat(ComputeDevice.chosen()).isEqualTo(ComputeDevice.CPU);
    }

    @Test
    void thePyTorchInsideIsForProcessorsAndTheRefusalNamesTheVariables() {
        assumeFalse(ComputeDevice.isForCuda(ComputeDevice.libraries()), "skipped: this PyTorch is for CUDA");
        assertThatThrownBy(ComputeDevice.GPU::choose)
                .hasMessageContainingAll("CPU only", "PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR=cu128", "2.7.1");
    }

    @Test
    void aFolderIsForCudaIfItHoldsItsLibrary(@TempDir Path folder) throws IOException {
        assertThat(ComputeDevice.isForCuda(folder)).isFalse();
        Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        assertThat(ComputeDevice.isForCuda(folder)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'libcaffe2_nvrtc.so: libcuda.so.1: cannot open shared object file', NVIDIA driver",
        "'Resource not found in classpath: jnilib/linux-x86_64/cpu-precxx11/libdjl_torch.so', PYTORCH_FLAVOR",
        "'something else', torch/lib"
    })
    void whatDjlSaysOfAForeignPyTorchBecomesARemedy(String said, String remedy) {
        assertThat(ComputeDevice.remedy(said)).contains(remedy);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> ComputeDevice.of("tpu")).hasMessageContainingAll("'tpu'", "cpu or gpu");
    }
}
