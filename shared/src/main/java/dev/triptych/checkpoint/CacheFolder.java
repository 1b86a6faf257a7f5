package dev.triptych.checkpoint;

import java.nio.file.Path;

/** Where what can be made again is kept between processes: {@code $TRIPTYCH_CACHE}, or {@code ~/.cache/triptych}. */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path get() {
        String chosen = System.getenv("TRIPTYCH_CACHE");
        return chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".cache", "triptych");
    }
}
