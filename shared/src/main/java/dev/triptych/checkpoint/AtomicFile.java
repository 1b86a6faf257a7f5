package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** A file that appears whole or not at all: written beside its place, forced to the disk, then moved over it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content. */
    public interface Body {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    public static void write(Path file, Body body) {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                body.writeTo(channel);
                channel.force(true);
            }
            move(beside, target);
        } catch (IOException e) {
            throw explained(file, e);
        } finally {
            discard(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The error that led here is the one to tell; a stray .tmp file harms nobody.
        }
    }

    private static TriptychException explained(Path file, IOException e) {
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean full =
                reason.contains("no space left") || reason.contains("not enough space") || reason.contains("quota");
        if (full) {
            return new TriptychException(
                    file + ": the disk is full; free some space and try again. What stood there before is untouched.",
                    e);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return new TriptychException(file + ": its folder does not exist; make it first", e);
        }
        return new TriptychException(file + ": cannot be written (" + e + ")", e);
    }
}
