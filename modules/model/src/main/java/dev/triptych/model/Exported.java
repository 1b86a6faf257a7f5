package dev.triptych.model;

import java.nio.file.Path;

/**
 * A tower as a folder that Python loads.
 *
 * @param folder where it is
 * @param ownCode whether the folder holds a module of ours, so that {@code SentenceTransformer} needs {@code trust_remote_code=True}
 */
public record Exported(Path folder, boolean ownCode) {}
