package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The SHA-256 of a published model: of the names and bytes of its configurations and weights, and of how it is used. */
public final class FolderDigest {
    private FolderDigest() {}

    /**
     * The digest, in lower-case hexadecimal.
     *
     * @param use what else the vectors depend on
     */
    public static String of(Path folder, String use) {
        try (Stream<Path> files = Files.walk(folder)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
            out.write(use.getBytes(StandardCharsets.UTF_8));
            List<Path> counted = files.filter(FolderDigest::matters).sorted().toList();
            for (Path file : counted) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                out.write(("\n" + name + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new TriptychException(folder + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean matters(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".json") || name.endsWith(".txt") || name.endsWith(".safetensors"))
                && Files.isRegularFile(file);
    }
}
