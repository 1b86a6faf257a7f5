package dev.triptych.data;

import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.space.TriptychException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A packed file unpacked beside the run, once: its rows can then be read in any order. Its name is the digest of what was packed, so
 * that a resumed run finds it again and a changed file is unpacked anew.
 */
final class Unpacked {
    private static final int NAME = 16;

    private Unpacked() {}

    /** The file itself if it is plain. */
    static Path of(Path file, Path cache) {
        try {
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
                if (!gzip(raw)) {
                    return file;
                }
            }
            Path plain = cache.resolve(Digest.of(file).substring(0, NAME) + ".rows");
            if (!Files.exists(plain)) {
                Files.createDirectories(cache);
                try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                    AtomicFile.write(plain, channel -> in.transferTo(Channels.newOutputStream(channel)));
                }
            }
            return plain;
        } catch (IOException e) {
            throw RowFile.unreadable(file, e);
        } catch (TriptychException e) {
            // What is wrong with the packed file must not be taken for a fault of the disk.
            if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
                throw RowFile.unreadable(file, (IOException) e.getCause());
            }
            throw e;
        }
    }

    /** Whether a stream begins as gzip does; it stays where it was. */
    static boolean gzip(InputStream in) throws IOException {
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed;
    }
}
