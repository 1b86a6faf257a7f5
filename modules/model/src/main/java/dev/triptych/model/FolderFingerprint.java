package dev.triptych.model;

import dev.triptych.checkpoint.FolderDigest;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Which published model this is, by the bytes of its files: such folders carry no digests of their own. Computed beside the loading of
 * the weights, which it takes as long as.
 */
record FolderFingerprint(CompletableFuture<Fingerprint> computed) {

    /**
     * Begins.
     *
     * @param use how the folder is read, as far as the vectors depend on it
     */
    static FolderFingerprint of(Path folder, String use) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return new FolderFingerprint(
                CompletableFuture.supplyAsync(() -> new Fingerprint(name, FolderDigest.of(folder, use))));
    }

    Fingerprint get() {
        try {
            return computed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TriptychException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
