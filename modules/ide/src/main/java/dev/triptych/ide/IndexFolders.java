package dev.triptych.ide;

import dev.triptych.space.CacheFolder;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the index of a folder lies: in its {@code .triptych} if there is one, otherwise in the user's cache, so that nothing is
 * written into a repository that nobody asked for.
 *
 * @param cache holds one folder per index
 */
public record IndexFolders(Path cache) {
    /** The folder that {@code triptych index} fills when it is not told another. */
    public static final String OWN = ".triptych";

    private static final int NAME = 40;

    /** In the cache of the user. */
    public static IndexFolders system() {
        return new IndexFolders(CacheFolder.get().resolve("indexes"));
    }

    /** The index of a folder, whether it is there or not. */
    public Path of(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path own = root.resolve(OWN);
        return Files.isDirectory(own) ? own : cache.resolve(name(root));
    }

    /** The index of this folder or of the nearest one around it that has any. */
    public Optional<Path> around(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path index = of(at);
            if (Files.isDirectory(index)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    /** The last folder's name, for people, and a hash of the whole path. */
    private static String name(Path root) {
        String last = root.getFileName() == null ? "root" : root.getFileName().toString();
        String plain = last.replaceAll("[^A-Za-z0-9_-]", "_");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(root.toString().replace(File.separatorChar, '/').getBytes(StandardCharsets.UTF_8));
            return plain.substring(0, Math.min(NAME, plain.length())) + "-"
                    + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
