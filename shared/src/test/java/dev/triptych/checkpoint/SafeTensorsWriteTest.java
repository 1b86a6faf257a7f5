package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsWriteTest {
    private static final float[] HARD = {
        0f, -0f, 1f, -2.5f, 65504f, 0x1p-24f, -0x1p-14f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
    };

    private final Path folder;

    SafeTensorsWriteTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void valuesThatATypeHoldsExactlyComeBackExactly() {
        for (DType type : List.of(DType.F32, DType.F16, DType.BF16)) {
            float[] values = HARD.clone();
            if (type == DType.BF16) {
                values[4] = 65280f;
            }
            Path file = folder.resolve(type + ".safetensors");
            SafeTensors.write(file, List.of(Tensor.of("w", values, 2, 5)), type, Map.of());
            Tensor read = SafeTensors.open(file).get("w");
            assertThat(read.dtype()).isEqualTo(type);
            assertThat(read.shape()).containsExactly(2, 5);
            assertThat(read.size()).isEqualTo(10);
            assertThat(read.toFloats()).containsExactly(values);
        }
    }

    @Test
    void float32KeepsEveryBitOfSubnormalsAndTheLargest() {
        float[] values = {Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, 1 / 3f, -Float.MIN_VALUE};
        Path file = folder.resolve("model.safetensors");
        SafeTensors.write(file, List.of(Tensor.of("w", values, 5)), DType.F32, Map.of());
        assertThat(SafeTensors.open(file).get("w").toFloats()).containsExactly(values);
    }

    @Test
    void longArraysAreConvertedWholeAndInOrder() {
        float[] values = new float[300_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 2048) - 1024;
        }
        Path file = folder.resolve("model.safetensors");
        SafeTensors.write(file, List.of(Tensor.of("w", values, values.length)), DType.F16, Map.of());
        assertThat(SafeTensors.open(file).get("w").toFloats()).isEqualTo(values);
    }

    @Test
    void orderMetadataScalarsEmptyAndWholeNumbersAreKept() {
        ByteBuffer ids = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(7)
                .putLong(-8)
                .flip();
        Path file = folder.resolve("model.safetensors");
        List<Tensor> tensors = List.of(
                Tensor.of("z", new float[] {3}),
                new Tensor("ids", DType.I64, new long[] {2}, ids),
                Tensor.of("empty", new float[0], 0, 4),
                Tensor.of("a \"quoted\" ü", new float[] {1, 2}, 2));
        SafeTensors.write(file, tensors, DType.F16, Map.of("format", "pt", "by", "a test"));
        SafeTensors read = SafeTensors.open(file);
        assertThat(read.names()).containsExactly("z", "ids", "empty", "a \"quoted\" ü");
        assertThat(read.metadata()).containsExactlyInAnyOrderEntriesOf(Map.of("format", "pt", "by", "a test"));
        assertThat(read.get("z").shape()).isEmpty();
        assertThat(read.get("ids").data().getLong(8)).isEqualTo(-8);
        assertThat(read.get("empty").toFloats()).isEmpty();
        assertThatThrownBy(() -> read.get("ids").toFloats())
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("ids")
                .hasMessageContaining("I64");
    }

    @Test
    void theDataStartsAtAMultipleOfEightAndTheSameTensorsGiveTheSameBytes() throws IOException {
        for (int i = 0; i < 9; i++) {
            Path file = folder.resolve("a.safetensors");
            Path again = folder.resolve("b.safetensors");
            List<Tensor> tensors = List.of(Tensor.of("w".repeat(i + 1), new float[] {1, 2}, 2));
            Map<String, String> metadata = Map.of("a", "1", "b", "2", "c", "3");
            SafeTensors.write(file, tensors, DType.F32, metadata);
            SafeTensors.write(again, tensors, DType.F32, metadata);
            byte[] bytes = Files.readAllBytes(file);
            assertThat((bytes.length - 8) % 8).isZero();
            assertThat(bytes).isEqualTo(Files.readAllBytes(again));
        }
    }

    @Test
    void aFiniteValueTooLargeForFloat16IsRefusedAndTheOldFileStays() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "old");
        List<Tensor> tensors = List.of(Tensor.of("head.weight", new float[] {1, 70000}, 2));
        assertThatThrownBy(() -> SafeTensors.write(file, tensors, DType.F16, Map.of()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("head.weight")
                .hasMessageContaining("70000")
                .hasMessageContaining("BF16");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFullDiskIsSaidAndTheOldFileStays() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[10]));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("disk is full");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aNameThatComesTwiceAndAMissingFolderAreRefused() {
        Tensor tensor = Tensor.of("w", new float[] {1}, 1);
        Path file = folder.resolve("model.safetensors");
        assertThatThrownBy(() -> SafeTensors.write(file, List.of(tensor, tensor), DType.F32, Map.of()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("second time");
        Path nowhere = folder.resolve("nowhere").resolve("model.safetensors");
        assertThatThrownBy(() -> SafeTensors.write(nowhere, List.of(tensor), DType.F32, Map.of()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("folder does not exist");
    }

    @Test
    void aTensorWhoseShapeDoesNotFitItsDataCannotBeMade() {
        assertThatThrownBy(() -> Tensor.of("w", new float[3], 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
