package dev.triptych.train;

import dev.triptych.nn.Prepared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a frozen tower has answered, on disk: a file per tower as it was, rows by the digest of what it read. In memory are only the digests.
 *
 * <p>A row that is not as it was written is as if it were not there, and so is a file of another tower. A file that cannot be read or written
 * costs no more than memory: answers are then held there, as many as fit. One that another process writes is only read.
 */
final class FeatureStore implements AutoCloseable {
    private static final byte[] MAGIC = {'T', 'R', 'I', 'F', 'E', 'A', 'T', '1'};
    private static final int DIGEST = 32;
    private static final int HEADER = MAGIC.length + Integer.BYTES + DIGEST;
    /** With vectors of 384 numbers 3 GB on disk. */
    private static final int MOST = 2_000_000;

    /** For answers that cannot be written. */
    private static final long MEMORY = 256L << 20;

    private final int width;
    private final Map<ByteBuffer, Prepared.Features> unwritten = new HashMap<>();
    private final Map<ByteBuffer, Long> places = new HashMap<>();
    private final @Nullable FileChannel channel;
    private boolean writes;
    private long end = HEADER;

    private FeatureStore(int width, @Nullable FileChannel channel) {
        this.width = width;
        this.channel = channel;
    }

    /**
     * Opens the file of a tower, or begins it.
     *
     * @param tower digest of all that its answers depend on besides the content
     * @param width numbers per answer
     */
    static FeatureStore open(Path folder, String modality, byte[] tower, int width) {
        String name = modality + "-" + HexFormat.of().formatHex(tower, 0, 8) + ".features";
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FeatureStore store = new FeatureStore(width, channel);
            store.writes = alone(channel);
            store.read(channel, tower);
            return store;
        } catch (IOException e) {
            close(channel);
            return new FeatureStore(width, null);
        }
    }

    /** Whether nobody else writes the file; the lock goes with the channel. */
    private static boolean alone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read(FileChannel channel, byte[] tower) throws IOException {
        ByteBuffer expected =
                ByteBuffer.allocate(HEADER).put(MAGIC).putInt(width).put(tower).flip();
        if (!read(channel, 0, HEADER).equals(expected)) {
            if (writes) {
                channel.truncate(0);
                write(channel, expected, 0);
            }
            return;
        }
        long size = channel.size();
        while (end + row() <= size && places.size() < MOST) {
            places.put(read(channel, end, DIGEST), end);
            end += row();
        }
    }

    /** Digest, whether the input was cut, the numbers, and a checksum of all of it. */
    private int row() {
        return DIGEST + Integer.BYTES + Float.BYTES * width + Integer.BYTES;
    }

    /** What the tower answered to the input of this digest. */
    synchronized Optional<Prepared> get(ByteBuffer digest) {
        Long at = places.get(digest);
        if (at == null || channel == null) {
            return Optional.ofNullable(unwritten.get(digest));
        }
        try {
            ByteBuffer row = read(channel, at, row());
            if (row.remaining() == row() && row.getInt(row() - Integer.BYTES) == checksum(row)) {
                float[] values = new float[width];
                row.position(DIGEST + Integer.BYTES).asFloatBuffer().get(values);
                return Optional.of(new Prepared.Features(values, row.getInt(DIGEST) == 1));
            }
        } catch (IOException e) {
            writes = false;
        }
        places.remove(digest);
        return Optional.empty();
    }

    /** Whether there is room for more answers. */
    synchronized boolean takesMore() {
        return writes ? places.size() < MOST : unwritten.size() < MEMORY / row();
    }

    /** Keeps an answer, if there is room. */
    synchronized void put(ByteBuffer digest, Prepared.Features answer) {
        if (!takesMore() || places.containsKey(digest)) {
            return;
        }
        if (channel == null || !writes) {
            unwritten.put(digest, answer);
            return;
        }
        ByteBuffer row = ByteBuffer.allocate(row()).put(digest.duplicate()).putInt(answer.truncated() ? 1 : 0);
        row.asFloatBuffer().put(answer.values());
        row.putInt(row() - Integer.BYTES, checksum(row)).rewind();
        try {
            write(channel, row, end);
            places.put(digest, end);
            end += row();
        } catch (IOException e) {
            writes = false;
            unwritten.put(digest, answer);
        }
    }

    private int checksum(ByteBuffer row) {
        CRC32C crc = new CRC32C();
        crc.update(row.duplicate().position(0).limit(row() - Integer.BYTES));
        return (int) crc.getValue();
    }

    /** So many bytes, or as many as there are. */
    private static ByteBuffer read(FileChannel channel, long at, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // A file may give less at a time than it is asked for.
        }
        return bytes.flip();
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long place = at;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Every row that counts has been written and bears its checksum.
            }
        }
    }

    @Override
    public synchronized void close() {
        close(channel);
        places.clear();
        unwritten.clear();
    }
}
