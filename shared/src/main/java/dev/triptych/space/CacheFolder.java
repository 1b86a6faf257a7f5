package dev.triptych.space;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where what can be made again is kept between processes: {@code $TRIPTYCH_CACHE}, or {@code triptych} in the cache of the operating
 * system ({@code ~/.cache} or {@code $XDG_CACHE_HOME}, {@code ~/Library/Caches}, {@code %LOCALAPPDATA%}).
 */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path get() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path of(Map<String, String> environment, String os, Path home) {
        String chosen = environment.get("TRIPTYCH_CACHE");
        return chosen != null
                ? Path.of(chosen)
                : system(environment, os.toLowerCase(Locale.ROOT), home).resolve("triptych");
    }

    private static Path system(Map<String, String> environment, String os, Path home) {
        if (os.startsWith("windows")) {
            return given(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"));
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        return given(environment, "XDG_CACHE_HOME").orElse(home.resolve(".cache"));
    }

    private static Optional<Path> given(Map<String, String> environment, String name) {
        // The XDG specification: a path that is not absolute is to be ignored.
        return Optional.ofNullable(environment.get(name)).map(Path::of).filter(Path::isAbsolute);
    }
}
