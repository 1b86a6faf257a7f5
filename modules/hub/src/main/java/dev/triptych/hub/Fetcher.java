package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches one file: into a {@code .part} beside its place, going on where an earlier attempt stopped, checked, then moved. */
final class Fetcher {
    private static final int BUFFER = 1 << 16;
    private static final int SHORT = 12;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-.*");

    private final Http http;
    private final Repository repository;
    private final ByteBar bar;

    Fetcher(Http http, Repository repository, ByteBar bar) {
        this.http = http;
        this.repository = repository;
        this.bar = bar;
    }

    /** The unfinished file. The digest in its name keeps the parts of two versions of a file apart. */
    static Path part(HubFile file, Path target) {
        String name = target.getFileName() + "." + file.checksum().hex().substring(0, SHORT) + ".part";
        return target.resolveSibling(name);
    }

    /** How much of a file is there already. */
    static long begun(HubFile file, Path target) throws IOException {
        Path part = part(file, target);
        return Files.isRegularFile(part) ? Math.min(Files.size(part), file.bytes()) : 0;
    }

    /**
     * Fetches.
     *
     * @return how many bytes came over the network
     * @throws TriptychException if it cannot be fetched (the part is kept) or is not what the hub says it is (the part is deleted)
     */
    long fetch(HubFile file, URI from, Path target) {
        Path part = part(file, target);
        AtomicLong received = new AtomicLong();
        bar.note(file.path());
        try (FileChannel out =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (FileLock lock = lock(out)) {
                if (lock == null) {
                    throw new TriptychException(
                            part.toString(),
                            "another process that fetches it",
                            "to be alone",
                            "wait for it, then run this again");
                }
                if (out.size() > file.bytes()) {
                    out.truncate(0);
                }
                bar.advance(out.size());
                http.patiently(repository, received::get, () -> {
                    append(file, from, part, out, received);
                    return true;
                });
            }
        } catch (IOException e) {
            throw Disk.failed(part, e);
        }
        finish(file, part, target);
        return received.get();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void append(HubFile file, URI from, Path part, FileChannel out, AtomicLong received) throws IOException {
        long have = out.size();
        if (have == file.bytes()) {
            return;
        }
        Map<String, String> range = have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.of();
        try (Http.Answer answer = http.get(repository, from, range)) {
            if (have > 0 && !goesOnAt(have, answer)) {
                out.truncate(0);
                bar.advance(-have);
                have = 0;
                if (answer.status() != 200) {
                    throw new IOException("the server cannot go on at the byte asked for");
                }
            }
            copy(file, answer, part, out, have, received);
        }
    }

    private static boolean goesOnAt(long have, Http.Answer answer) {
        Matcher m = RANGE.matcher(answer.headers().firstValue("content-range").orElse(""));
        return answer.status() == 206 && m.matches() && m.group(1).equals(Long.toString(have));
    }

    private void copy(HubFile file, Http.Answer answer, Path part, FileChannel out, long from, AtomicLong received)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long at = from;
        for (int n = answer.body().read(buffer); n >= 0; n = answer.body().read(buffer)) {
            if (at + n > file.bytes()) {
                out.truncate(0);
                throw new TriptychException(
                        repository + ", " + file.path(),
                        "more than " + file.bytes() + " bytes",
                        "as many as the hub's list says",
                        "run it again; if it stays so, check HF_ENDPOINT");
            }
            write(ByteBuffer.wrap(buffer, 0, n), out, at, part);
            at += n;
            received.addAndGet(n);
            bar.advance(n);
        }
        if (at < file.bytes()) {
            throw new IOException("it ended after " + at + " of " + file.bytes() + " bytes");
        }
    }

    /** What the disk refuses is told at once; only the network is tried again. */
    private static void write(ByteBuffer bytes, FileChannel out, long at, Path part) {
        try {
            long position = at;
            while (bytes.hasRemaining()) {
                position += out.write(bytes, position);
            }
        } catch (IOException e) {
            throw Disk.failed(part, e);
        }
    }

    private void finish(HubFile file, Path part, Path target) {
        try {
            String found = Checksum.of(part, file.checksum().kind());
            if (!found.equals(file.checksum().hex())) {
                Files.delete(part);
                throw new TriptychException(
                        repository + ", " + file.path(),
                        "wrong checksum " + found,
                        file.checksum().kind() + " " + file.checksum().hex(),
                        "the file was damaged on its way and is deleted: run it again; if it stays so, check HF_ENDPOINT"
                                + " and proxies");
            }
            move(part, target);
        } catch (IOException e) {
            throw Disk.failed(target, e);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
