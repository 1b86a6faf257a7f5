package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Room on the disk, and what to say when there is none. */
final class Disk {
    private static final double MB = 1e6;

    private Disk() {}

    /** Refuses before the first byte is fetched. */
    static void require(long bytes, Path folder) {
        try {
            Path existing = folder.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            require(bytes, Files.getFileStore(existing).getUsableSpace(), folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    static void require(long bytes, long usable, Path folder) {
        if (bytes > usable) {
            throw new TriptychException(
                    folder.toString(),
                    megabytes(usable) + " free",
                    megabytes(bytes) + " for the files",
                    "make room, or choose another disk with --to DIR or HF_HOME");
        }
    }

    static TriptychException failed(Path file, IOException e) {
        String reason = String.valueOf(e.getMessage());
        String small = reason.toLowerCase(Locale.ROOT);
        if (small.contains("no space left") || small.contains("not enough space") || small.contains("quota")) {
            return new TriptychException(
                    file + ": the disk is full; make room and run it again: it goes on where it stopped", e);
        }
        return new TriptychException(
                file + ": cannot be written (" + reason + "); check the folder, or use --to DIR", e);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MB);
    }
}
