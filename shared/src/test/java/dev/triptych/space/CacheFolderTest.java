package dev.triptych.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    private Path temp;

    @Test
    void eachSystemHasItsCache() {
        Path home = temp.resolve("home");
        String cache = temp.resolve("c").toString();
        Path own = home.resolve(".cache").resolve("triptych");
        assertThat(CacheFolder.of(Map.of(), "Linux", home)).isEqualTo(own);
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", cache), "Linux", home))
                .isEqualTo(temp.resolve("c").resolve("triptych"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "not/absolute"), "Linux", home))
                .isEqualTo(own);
        assertThat(CacheFolder.of(Map.of(), "Mac OS X", home))
                .isEqualTo(home.resolve("Library").resolve("Caches").resolve("triptych"));
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", cache), "Windows 11", home))
                .isEqualTo(temp.resolve("c").resolve("triptych"));
    }

    @Test
    void whatTheUserChoseIsTakenOnEverySystem() {
        Map<String, String> chosen = Map.of("TRIPTYCH_CACHE", temp.toString(), "XDG_CACHE_HOME", "/other");
        assertThat(CacheFolder.of(chosen, "Linux", temp.resolve("home"))).isEqualTo(temp);
        assertThat(CacheFolder.of(chosen, "Windows 11", temp.resolve("home"))).isEqualTo(temp);
    }
}
