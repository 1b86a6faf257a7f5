package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of several files, by number: eight bytes a row in memory, the rest on disk. Not a file channel, because an interrupted reader
 * would close it for all others, and not mapped, because a file that is cut short under a mapping is an error of the JVM.
 */
final class RowTable implements AutoCloseable {
    /** Of a row's 64 bits: its length (below 16 MB), then its offset among all files (to 1 TB). */
    private static final int LENGTH_BITS = 24;

    private static final long LENGTH = (1L << LENGTH_BITS) - 1;
    private static final long MOST = 1L << (63 - LENGTH_BITS);

    private record Part(RowFile file, RandomAccessFile bytes, long begins, long size) {}

    private final List<Part> parts = new ArrayList<>();
    private long[] places = new long[1 << 10];
    private int size;
    private long total;

    /** Rows that are added from now on stand in this file. */
    void file(RowFile file) {
        try {
            RandomAccessFile bytes = new RandomAccessFile(file.bytes().toFile(), "r");
            parts.add(new Part(file, bytes, total, bytes.length()));
            total += bytes.length();
        } catch (IOException e) {
            throw RowFile.unreadable(file.path(), e);
        }
        if (total >= MOST) {
            throw new TriptychException(
                    "the data", total + " bytes unpacked", "less than " + MOST, "divide it among several tasks");
        }
    }

    void add(RowFile.Place place) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size + (size >> 1));
        }
        places[size++] = (parts.get(parts.size() - 1).begins() + place.offset()) << LENGTH_BITS | place.length();
    }

    int size() {
        return size;
    }

    /** @throws TriptychException if the file is no longer what it was */
    JsonNode row(int number) {
        long offset = places[number] >>> LENGTH_BITS;
        Part part = part(offset);
        byte[] record = new byte[(int) (places[number] & LENGTH)];
        try {
            synchronized (part.bytes()) {
                part.bytes().seek(offset - part.begins());
                part.bytes().readFully(record);
            }
            return part.file().parse(record);
        } catch (IOException e) {
            throw changed(part.file(), String.valueOf(e.getMessage()));
        } catch (BadRow e) {
            throw changed(part.file(), e.reason());
        }
    }

    /** The file in which a row stands. */
    RowFile fileOf(int number) {
        return part(places[number] >>> LENGTH_BITS).file();
    }

    static TriptychException changed(RowFile file, String found) {
        return new TriptychException(
                file.path().toString(),
                found,
                "the row that stood there when the run began",
                "leave data alone while it is trained on; the last checkpoint is good: resume from it with the old file");
    }

    private Part part(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).begins() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return parts.get(low);
    }

    @Override
    public void close() {
        for (Part part : parts) {
            try {
                part.bytes().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
