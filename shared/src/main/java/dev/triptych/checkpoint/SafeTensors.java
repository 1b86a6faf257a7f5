package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, mapped into memory after every field of its header has been checked. Opening reads the header only; a tensor's
 * bytes are read when they are used. The map lives as long as the tensors do. Safe for use by several threads.
 */
public final class SafeTensors {
    private final Path file;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private SafeTensors(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.file = file;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Maps a file.
     *
     * @throws TriptychException naming file, tensor and field if it is missing, a pickle, truncated, or its header lies
     */
    public static SafeTensors open(Path file) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "nothing";
            throw new TriptychException(file.toString(), found, "a safetensors file", "check the path");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return open(file, channel);
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read (" + e + ")", e);
        }
    }

    private static SafeTensors open(Path file, FileChannel channel) throws IOException {
        long length = channel.size();
        byte[] head = read(channel, 0, (int) Math.min(length, Foreign.HEAD));
        Foreign.refuse(file, head);
        if (length < Long.BYTES) {
            throw damaged(file, "length", length + " bytes", "at least 8");
        }
        long headerBytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (headerBytes < 0 || headerBytes > Header.MAX_BYTES) {
            throw damaged(
                    file,
                    "header length",
                    Long.toUnsignedString(headerBytes) + " bytes",
                    "at most " + Header.MAX_BYTES);
        }
        long dataStart = Long.BYTES + headerBytes;
        if (dataStart > length) {
            throw damaged(
                    file,
                    "header length",
                    headerBytes + " bytes",
                    "at most " + (length - Long.BYTES) + ", what the file has left");
        }
        Header header = Header.parse(file, read(channel, Long.BYTES, (int) headerBytes), length - dataStart);
        return new SafeTensors(file, map(file, channel, header, dataStart), header.metadata());
    }

    private static Map<String, Tensor> map(Path file, FileChannel channel, Header header, long dataStart)
            throws IOException {
        long dataBytes = channel.size() - dataStart;
        // A Java buffer ends at 2 GB: a larger file is mapped tensor by tensor.
        ByteBuffer whole = dataBytes <= Integer.MAX_VALUE ? channel.map(MapMode.READ_ONLY, dataStart, dataBytes) : null;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Header.Entry entry : header.entries().values()) {
            long bytes = entry.end() - entry.begin();
            if (bytes > Integer.MAX_VALUE) {
                throw new TriptychException(
                        file + ", " + entry.name(), bytes + " bytes", "at most 2 GB per tensor", "save it as float16");
            }
            ByteBuffer data = whole == null
                    ? channel.map(MapMode.READ_ONLY, dataStart + entry.begin(), bytes)
                    : whole.slice((int) entry.begin(), (int) bytes);
            tensors.put(entry.name(), new Tensor(entry.name(), entry.dtype(), entry.shape(), data));
        }
        return tensors;
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private static TriptychException damaged(Path file, String field, String found, String expected) {
        return new TriptychException(
                file + ", " + field,
                found,
                expected,
                "the file is no safetensors file, is damaged or was not fully downloaded: fetch it again");
    }

    /**
     * Writes the tensors in the order given; the file appears whole or not at all.
     *
     * @param floatsAs F32, F16 or BF16: what tensors of a float type become, rounded to nearest, ties to even; others stay as they are. I8:
     *     matrices become whole numbers of a step of their row, which stands beside them as {@code NAME.row_steps}, and the rest F16.
     * @param metadata goes into {@code __metadata__}
     * @throws TriptychException if the disk is full, a name comes twice, or a finite value is too large for F16
     */
    public static void write(Path file, List<Tensor> tensors, DType floatsAs, Map<String, String> metadata) {
        if (floatsAs == DType.I8) {
            SafeTensorsWriter.write(file, RowSteps.of(tensors), DType.F16, metadata);
        } else {
            SafeTensorsWriter.write(file, tensors, floatsAs, metadata);
        }
    }

    /** The tensors' names in the header's order. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The tensor of that name; an error that lists near names if there is none. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new TriptychException(
                    file + ", " + name,
                    "no such tensor",
                    "one of " + names().size() + " names",
                    "near ones are " + NearNames.of(name, names()));
        }
        return tensor;
    }

    /** The header's {@code __metadata__}; empty if it has none. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The file that was opened. */
    public Path file() {
        return file;
    }
}
