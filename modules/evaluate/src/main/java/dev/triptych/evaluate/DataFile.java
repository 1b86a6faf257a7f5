package dev.triptych.evaluate;

import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A text file of rows, plain or gzip (known by its first bytes, not by its name), and the digest of its bytes.
 *
 * @param path the file
 * @param lines all its lines in UTF-8, the header included; line {@code n} of the file is {@code lines.get(n - 1)}
 * @param sha256 digest of the bytes as they lie on disk
 */
record DataFile(Path path, List<String> lines, String sha256) {

    static DataFile read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new TriptychException(path.toString(), "no such file", "a data file", "check the path");
        } catch (IOException e) {
            throw new TriptychException(path + ": cannot be read: " + e, e);
        }
        boolean gzip = bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
        try (InputStream raw = new ByteArrayInputStream(bytes);
                InputStream in = gzip ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new DataFile(path, reader.lines().toList(), sha256(bytes));
        } catch (IOException | UncheckedIOException e) {
            throw new TriptychException(
                    path.toString(), "gzip that breaks off or is damaged", "a whole .gz file", "fetch the file again");
        }
    }

    Result.Data identity() {
        return new Result.Data(path.toString(), sha256);
    }

    /** Of several files that belong together: the digest of their digests, one after the other. */
    static Result.Data identity(Path whole, List<DataFile> files) {
        String digests = files.stream().map(DataFile::sha256).collect(Collectors.joining());
        return new Result.Data(whole.toString(), sha256(digests.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
