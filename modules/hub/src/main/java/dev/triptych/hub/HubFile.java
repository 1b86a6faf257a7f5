package dev.triptych.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a model on the hub.
 *
 * @param path inside the model, with slashes
 * @param bytes its length
 * @param checksum what its content hashes to
 */
public record HubFile(String path, long bytes, Checksum checksum) {

    /** Whether a file on disk is this one, byte for byte. */
    boolean isAt(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == bytes && checksum.matches(file);
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path without the last part; empty for files at the top. */
    String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
