package harbour.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds files with the same content below a folder. */
public final class DuplicateFinder {
    private DuplicateFinder() {}

    /** Groups of identical files; files that stand alone are left out. */
    public static List<List<Path>> find(Path folder) throws IOException {
        Map<String, List<Path>> byHash = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                byHash.computeIfAbsent(checksum(file), key -> new ArrayList<>()).add(file);
            }
        }
        return byHash.values().stream().filter(group -> group.size() > 1).toList();
    }

    /** The SHA-256 of a file as hexadecimal digits, read in pieces so that large files do not fill the memory. */
    static String checksum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[8192];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
