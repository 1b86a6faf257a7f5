package dev.triptych.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file has to hash to: sha256 of its bytes if it lies in large file storage, otherwise the name git gives it, the sha1 of
 * {@code "blob " + length + NUL} and its bytes.
 *
 * @param kind how it is computed
 * @param hex the digest, which also names the blob in the cache
 */
public record Checksum(Kind kind, String hex) {

    /** How a digest is computed. */
    public enum Kind {
        SHA256("SHA-256"),
        GIT_SHA1("SHA-1");

        private final String algorithm;

        Kind(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    /** The digest of this kind that a file has. */
    static String of(Path file, Kind kind) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_SHA1) {
                digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(Path file) throws IOException {
        return of(file, kind).equals(hex);
    }
}
