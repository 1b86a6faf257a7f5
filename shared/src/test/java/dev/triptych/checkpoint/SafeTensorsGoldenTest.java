package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the reference implementation wrote, opened and written again. */
class SafeTensorsGoldenTest {
    private static List<Path> files() throws IOException {
        Path goldens = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
        Assumptions.assumeTrue(
                Files.isDirectory(goldens), () -> "no goldens at " + goldens + "; set -Dtriptych.goldens=DIR");
        try (Stream<Path> files = Files.walk(goldens)) {
            return files.filter(f -> f.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFileOpensAndItsTensorsFillItToTheLastByte() throws IOException {
        List<Path> files = files();
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            SafeTensors read = SafeTensors.open(file);
            assertThat(read.names()).as("%s", file).isNotEmpty();
            long bytes = 0;
            for (String name : read.names()) {
                Tensor tensor = read.get(name);
                bytes += (long) tensor.size() * tensor.dtype().bytes();
                if (tensor.dtype().isFloat()) {
                    for (float value : tensor.toFloats()) {
                        assertThat(Float.isFinite(value))
                                .as("%s %s", file, name)
                                .isTrue();
                    }
                }
            }
            long header = Files.size(file) - bytes;
            assertThat(header).as("%s: the bytes that are no tensor's", file).isGreaterThan(8);
            try (var in = Files.newInputStream(file)) {
                byte[] length = in.readNBytes(8);
                long said =
                        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
                assertThat(said + 8).isEqualTo(header);
            }
        }
    }

    @Test
    void aFileWrittenAgainHoldsTheSameValues(@TempDir Path folder) throws IOException {
        for (Path file : files()) {
            SafeTensors read = SafeTensors.open(file);
            List<Tensor> tensors = read.names().stream().map(read::get).toList();
            Path copy = folder.resolve("copy.safetensors");
            SafeTensors.write(copy, tensors, DType.F32, Map.of());
            SafeTensors again = SafeTensors.open(copy);
            assertThat(again.names()).containsExactlyElementsOf(read.names());
            for (Tensor tensor : tensors) {
                Tensor other = again.get(tensor.name());
                assertThat(other.shape()).isEqualTo(tensor.shape());
                assertThat(other.data()).as("%s %s", file, tensor).isEqualTo(tensor.data());
            }
        }
    }
}
