package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cache of huggingface_hub: {@code models--ORG--NAME/} with {@code blobs/DIGEST}, {@code refs/REVISION} (a commit) and
 * {@code snapshots/COMMIT/PATH} (links to blobs), so that Python finds what was pulled here and the other way round.
 */
final class HubCache {
    private final Path folder;

    HubCache(Path cache, Repository repository) {
        folder = cache.resolve("models--" + repository.organisation() + "--" + repository.name());
    }

    Path blob(HubFile file) {
        return folder.resolve("blobs").resolve(file.checksum().hex());
    }

    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    /** Lets a snapshot show a blob. Where links are not allowed (Windows), it gets a copy. */
    void link(HubFile file, String commit) throws IOException {
        Path place = snapshot(commit).resolve(file.path());
        Path blob = blob(file);
        Path parent = place.getParent();
        if (parent == null) {
            throw new IOException(place + " has no folder");
        }
        Files.createDirectories(parent);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isSymbolicLink(place) && Files.exists(place) && Files.isSameFile(place, blob)) {
                return;
            }
            Files.delete(place);
        }
        try {
            Files.createSymbolicLink(place, parent.relativize(blob));
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.copy(blob, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Remembers what a branch or tag means. */
    void remember(Repository repository, String commit) throws IOException {
        if (!repository.pinned()) {
            Path ref = folder.resolve("refs").resolve(repository.revision());
            Path parent = ref.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(ref, commit);
        }
    }

    /** The commit that a revision meant when it was last pulled. */
    private Optional<String> commit(Repository repository) throws IOException {
        if (repository.pinned()) {
            return Optional.of(repository.revision());
        }
        Path ref = folder.resolve("refs").resolve(repository.revision());
        return Files.isRegularFile(ref)
                ? Optional.of(Files.readString(ref, StandardCharsets.UTF_8).strip())
                        .filter(Repository::isCommit)
                : Optional.empty();
    }

    /**
     * The commit of a copy that is already here, without asking anybody.
     *
     * @throws TriptychException if there is none with weights
     */
    String present(Repository repository) {
        try {
            Optional<String> commit = commit(repository);
            if (commit.isPresent() && hasWeights(snapshot(commit.get()))) {
                return commit.get();
            }
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
        throw new TriptychException(
                repository + " in " + folder,
                "no copy",
                "one, because HF_HUB_OFFLINE is set",
                "unset it to fetch the model");
    }

    private static boolean hasWeights(Path snapshot) throws IOException {
        if (!Files.isDirectory(snapshot)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(snapshot)) {
            return files.anyMatch(f -> f.toString().endsWith(".safetensors") && Files.isRegularFile(f));
        }
    }
}
