package dev.triptych.model;

import dev.triptych.space.CacheFolder;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Finds the model that is shipped in the jar {@code triptych-default-model}; weights are mapped, so they have to be files. */
final class DefaultModel {
    private static final String ROOT = "/dev/triptych/model/default/";

    private DefaultModel() {}

    /** The folder itself when the classes lie in folders, otherwise a copy in the user's cache, made once. */
    static Path folder() {
        URL manifest = DefaultModel.class.getResource(ROOT + "triptych.json");
        if (manifest == null) {
            throw new TriptychException(
                    "the default model",
                    "no " + ROOT + " on the class path",
                    "the jar triptych-default-model",
                    "add it");
        }
        if (manifest.getProtocol().equals("file")) {
            Path parent = Path.of(URI.create(manifest.toString())).getParent();
            if (parent != null) {
                return parent;
            }
        }
        return unpack();
    }

    private static Path unpack() {
        try {
            byte[] manifest = read("triptych.json");
            Path marker = Files.createTempFile("triptych", ".json");
            Files.write(marker, manifest);
            String digest = ModelFolder.digest(marker);
            Files.delete(marker);
            Path target = CacheFolder.get().resolve("model-" + digest.substring(0, 16));
            if (Files.isRegularFile(target.resolve("triptych.json"))) {
                return target;
            }
            Path next = Files.createTempDirectory(Files.createDirectories(CacheFolder.get()), "model-");
            for (String file : files()) {
                Path to = next.resolve(file);
                Path parent = to.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.write(to, read(file));
            }
            Files.write(next.resolve("triptych.json"), manifest);
            try {
                Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                // another process was faster, and its copy is the same
                return target;
            }
            return target;
        } catch (IOException e) {
            throw new TriptychException(
                    CacheFolder.get() + ": the default model cannot be unpacked: " + e.getMessage()
                            + "; free some space or set TRIPTYCH_CACHE to another folder",
                    e);
        }
    }

    private static List<String> files() throws IOException {
        return new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = DefaultModel.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IOException(ROOT + name + " is missing from the jar triptych-default-model");
            }
            return in.readAllBytes();
        }
    }
}
