package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that lie: each must end in one error that names the file, the tensor and the field. */
class SafeTensorsHostileTest {
    private final Path folder;

    SafeTensorsHostileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** A file of this header, with single quotes for double ones, and so many bytes of data. */
    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return file("model.safetensors", buffer.putLong(json.length).put(json).array());
    }

    private static void refused(Path file, String... parts) {
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts);
    }

    @Test
    void anHonestFileOpens() throws IOException {
        Path file = file(
                "{'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8],'extra':{'x':[1]}},"
                        + "'a':{'shape':[2,2],'data_offsets':[0,4],'dtype':'U8'},'__metadata__':{'k':'v'}}  ",
                8);
        SafeTensors read = SafeTensors.open(file);
        assertThat(read.names()).containsExactly("b", "a");
        assertThat(read.metadata()).containsEntry("k", "v");
        assertThat(read.get("b").toFloats()).containsExactly(0f);
    }

    /** The columns: the header, the bytes of data behind it, what the error must say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'w':{'dtype':'F33','shape':[1],'data_offsets':[0,4]}} | 4 | w.dtype
            {'w':{'dtype':7,'shape':[1],'data_offsets':[0,4]}} | 4 | w.dtype
            {'w':{'shape':[1],'data_offsets':[0,4]}} | 4 | w.dtype
            {'w':{'dtype':'F32','data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':[1]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':[-1,-1],'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':1,'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}} | 4 | w.shape
            {'w':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | 0 | w.shape
            {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 3 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | begin <= end
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,2,4]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775803,9223372036854775807]}} | 4 | w.data_offsets
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | a hole
            {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | 12 | a hole
            {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | an overlap
            {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | 5 bytes
            {} | 1 | 1 bytes
            {'w':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'w':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}} | 2 | Duplicate
            {'w':{'dtype':'U8','dtype':'U8','shape':[1],'data_offsets':[0,1]}} | 1 | Duplicate
            {'__metadata__':{'k':1}} | 0 | __metadata__.k
            {'__metadata__':[]} | 0 | __metadata__
            {'__metadata__':{'k':'v','k':'v'}} | 0 | Duplicate
            {'w':null} | 0 | an object with dtype
            {'w':[]} | 0 | an object with dtype
            [] | 0 | no JSON object
            {'w':{'dtype' | 0 | not valid JSON
            {'w':{'dtype':'U8','shape':[1],'data_offsets':[0,1]} | 1 | not valid JSON
            {} {} | 0 | after the JSON object
            {} x | 0 | not valid JSON
            {'w':{'dtype':'F32','shape':[NaN],'data_offsets':[0,4]}} | 4 | not valid JSON
            """)
    void aHeaderThatLiesIsRefused(String header, int dataBytes, String says) throws IOException {
        refused(file(header, dataBytes), says);
    }

    @Test
    void nestingWithoutEndIsRefused() throws IOException {
        refused(file("{'w':" + "{'a':".repeat(100_000) + "1" + "}".repeat(100_001), 0), "w");
        refused(file("{'w':{'x':" + "[".repeat(100_000) + "]".repeat(100_000) + "}}", 0), "nesting");
    }

    @Test
    void aFileThatEndsAnywhereEarlyIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file("{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", 8));
        for (int length = 0; length < whole.length; length++) {
            refused(file("model.safetensors", Arrays.copyOf(whole, length)), "model.safetensors");
        }
    }

    @Test
    void aHeaderLengthBeyondTheFileOrTheLimitIsRefusedWithoutAllocatingIt() throws IOException {
        for (long length : new long[] {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE, 99_999_999, 3}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            refused(
                    file(
                            "model.safetensors",
                            bytes.put((byte) '{').put((byte) '}').array()),
                    "header length");
        }
        ByteBuffer none = ByteBuffer.allocate(8);
        refused(file("model.safetensors", none.array()), "no JSON object");
    }

    @Test
    void aTensorThatNoBufferHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
        long bytes = 3L << 30;
        Path file = file("{'w':{'dtype':'U8','shape':[" + bytes + "],'data_offsets':[0," + bytes + "]}}", 0);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + bytes);
        }
        refused(file, ", w", bytes + " bytes", "at most 2 GB");
    }

    @Test
    void invalidUtf8IsRefused() throws IOException {
        byte[] json = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8)
                .put(json);
        refused(file("model.safetensors", bytes.array()), "not valid JSON");
    }

    @Test
    void picklesAreRefusedByNameAndByContentWithTheWayToConvertThem() throws IOException {
        byte[] pickle = {(byte) 0x80, 2, '}', 'q', 0, '.', 0, 0, 0, 0};
        byte[] zip = {'P', 'K', 3, 4, 0, 0, 8, 8, 0, 0, 0, 0};
        refused(file("pytorch_model.bin", new byte[0]), "pickle", "safetensors.torch", "'model.safetensors'");
        refused(file("x.PT", new byte[100]), "pickle");
        refused(file("x.pth", new byte[100]), "pickle");
        refused(file("model.safetensors", pickle), "pickle", "save_file");
        refused(file("model.safetensors", zip), "pickle", "save_file");
        refused(file("model.safetensors", new byte[] {(byte) 0x80, 4, '.'}), "pickle");
    }

    @Test
    void aHeaderWhoseLengthLooksLikeAPickleIsNone() throws IOException {
        String header = "{'w':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}";
        Path file = file(header + " ".repeat(640 - header.length()), 1);
        assertThat(Files.readAllBytes(file)).startsWith(0x80, 0x02);
        assertThat(SafeTensors.open(file).names()).containsExactly("w");
    }

    @Test
    void aGitLfsPointerIsRefusedWithTheCommandThatFetchesTheFile() throws IOException {
        byte[] pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
                .getBytes(StandardCharsets.US_ASCII);
        refused(file("model.safetensors", pointer), "git lfs pull");
    }

    @Test
    void aMissingFileAFolderAndAnUnknownNameAreNamed() throws IOException {
        refused(folder.resolve("none.safetensors"), "nothing");
        refused(folder, "a folder");
        Path file = file("{'encoder.weight':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}", 1);
        assertThatThrownBy(() -> SafeTensors.open(file).get("encoder.wieght"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "encoder.wieght", "encoder.weight");
    }
}
