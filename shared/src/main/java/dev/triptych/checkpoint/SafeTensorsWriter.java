package dev.triptych.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes safetensors files: the length of the header, the header padded with spaces to a multiple of 8 bytes, the tensors' bytes. */
final class SafeTensorsWriter {
    private static final int CHUNK = 1 << 18;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafeTensorsWriter() {}

    static void write(Path file, List<Tensor> tensors, DType floatsAs, Map<String, String> metadata) {
        if (floatsAs != DType.F32 && floatsAs != DType.F16 && floatsAs != DType.BF16) {
            throw new IllegalArgumentException("floatsAs must be F32, F16 or BF16, not " + floatsAs);
        }
        byte[] header = header(file, tensors, floatsAs, metadata);
        AtomicFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            drain(length.putLong(header.length).flip(), channel);
            drain(ByteBuffer.wrap(header), channel);
            for (Tensor tensor : tensors) {
                write(file, tensor, target(tensor, floatsAs), channel);
            }
        });
    }

    private static DType target(Tensor tensor, DType floatsAs) {
        return tensor.dtype().isFloat() ? floatsAs : tensor.dtype();
    }

    private static byte[] header(Path file, List<Tensor> tensors, DType floatsAs, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode strings = root.putObject(Header.METADATA);
            new TreeMap<>(metadata).forEach(strings::put); // the same map gives the same bytes
        }
        long offset = 0;
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(Header.METADATA) || root.has(tensor.name())) {
                throw new TriptychException(
                        file + ", " + tensor.name(), "the name a second time", "unique names", "rename one of them");
            }
            DType dtype = target(tensor, floatsAs);
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", dtype.name());
            var shape = entry.putArray("shape");
            for (long length : tensor.shape()) {
                shape.add(length);
            }
            long end = offset + (long) tensor.size() * dtype.bytes();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        try {
            byte[] json = JSON.writeValueAsBytes(root);
            int padded = Math.addExact(json.length, 7) / 8 * 8;
            byte[] header = Arrays.copyOf(json, padded);
            Arrays.fill(header, json.length, padded, (byte) ' ');
            return header;
        } catch (IOException e) {
            throw new TriptychException(file + ", header: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, Tensor tensor, DType target, WritableByteChannel channel) throws IOException {
        if (target == tensor.dtype()) {
            drain(tensor.data(), channel);
            return;
        }
        float[] values = tensor.toFloats();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (target) {
                case F16 -> buffer.putShort(float16(file, tensor, value));
                case BF16 -> buffer.putShort(HalfPrecision.toBfloat16(value));
                default -> buffer.putFloat(value);
            }
            if (!buffer.hasRemaining()) {
                drain(buffer.flip(), channel);
                buffer.clear();
            }
        }
        drain(buffer.flip(), channel);
    }

    private static short float16(Path file, Tensor tensor, float value) {
        short half = HalfPrecision.toFloat16(value);
        if ((half & 0x7fff) == 0x7c00 && Float.isFinite(value)) {
            throw new TriptychException(
                    file + ", " + tensor.name(),
                    "the value " + value,
                    "at most 65504 in size for F16",
                    "save as BF16 or F32");
        }
        return half;
    }

    private static void drain(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
