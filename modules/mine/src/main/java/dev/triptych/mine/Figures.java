package dev.triptych.mine;

import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.space.Picture;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pictures of documents as files of their own, named after their content: the same one is there once, whoever shows it. */
final class Figures {
    private static final int NAME = 20;

    private final Path folder;
    private final Path relativeTo;

    Figures(Path folder, Path rows) {
        this.folder = folder.toAbsolutePath().normalize();
        Path parent = rows.toAbsolutePath().normalize().getParent();
        this.relativeTo = parent == null ? this.folder : parent;
    }

    /** Writes the picture; gives its path as the rows name it. */
    String write(Picture picture) {
        try {
            byte[] bytes = picture.source().read();
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, NAME);
            Path file = folder.resolve(name + "." + extension(bytes));
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
            }
            return relativeTo.relativize(file).toString().replace('\\', '/');
        } catch (IOException e) {
            throw new TriptychException(folder + ": a picture cannot be written: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String extension(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG")) {
            return "png";
        }
        if (start.startsWith("\u00ff\u00d8")) {
            return "jpg";
        }
        return start.startsWith("RIFF") ? "webp" : start.startsWith("BM") ? "bmp" : "tif";
    }
}
