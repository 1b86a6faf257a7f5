package dev.triptych.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.hub.LocalHub.Asked;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHubTest {
    private static final Repository TINY = Repository.parse("acme/tiny");

    @TempDir
    private Path disk;

    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path cache() {
        return disk.resolve("cache");
    }

    private Path blobs() {
        return cache().resolve("models--acme--tiny/blobs");
    }

    private Pulled pull() {
        return pull(hub.settings(cache()));
    }

    private static Pulled pull(HubSettings settings) {
        ModelHub model = new ModelHub(settings);
        return model.pull(model.resolve(TINY), Progress.none());
    }

    private Pulled pullTo(Path folder) {
        ModelHub model = new ModelHub(hub.settings(cache()));
        return model.pull(model.resolve(TINY), folder, Progress.none());
    }

    private void assertWhole(Path folder) throws IOException {
        assertThat(Files.readAllBytes(folder.resolve("model.safetensors"))).isEqualTo(hub.content("model.safetensors"));
        assertThat(Files.readAllBytes(folder.resolve("config.json"))).isEqualTo(hub.content("config.json"));
    }

    private static List<String> parts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void cacheHasTheLayoutThatHuggingfaceHubReads() throws IOException {
        Pulled pulled = pull();
        Path model = cache().resolve("models--acme--tiny");
        assertThat(pulled.folder()).isEqualTo(model.resolve("snapshots").resolve(LocalHub.COMMIT));
        assertWhole(pulled.folder());
        assertThat(model.resolve("refs/main")).hasContent(LocalHub.COMMIT);
        Path link = pulled.folder().resolve("model.safetensors");
        String sha256 = LocalHub.digest("SHA-256", hub.content("model.safetensors"));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("../../blobs/" + sha256));
    }

    @Test
    void filesInSubfoldersLinkToTheirBlobsToo() throws IOException {
        hub.put("modules.json", "[{\"path\":\"\"},{\"path\":\"1_Pooling\"}]").put("1_Pooling/config.json", "{\"a\":1}");
        assertThat(pull().folder().resolve("1_Pooling/config.json")).hasContent("{\"a\":1}");
    }

    @Test
    void whatIsInTheCacheIsNotFetchedAgain() {
        assertThat(pull().fetched()).isGreaterThan(300_000);
        hub.asked.clear();
        assertThat(pull().fetched()).isZero();
        assertThat(hub.paths()).noneMatch(p -> p.contains("resolve"));
    }

    @Test
    void damagedBlobOfTheCacheIsFetchedAgain() throws IOException {
        Path weights = pull().folder().resolve("model.safetensors").toRealPath();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[7] ^= 1;
        Files.write(weights, bytes);
        assertWhole(pull().folder());
    }

    @Test
    void folderOfOnesOwnGetsPlainFilesAndTakesThemFromTheCache() throws IOException {
        pull();
        Path own = disk.resolve("own");
        assertThat(pullTo(own).fetched()).isZero();
        assertWhole(own);
        assertThat(Files.isSymbolicLink(own.resolve("model.safetensors"))).isFalse();
        assertThat(parts(own)).isEmpty();
    }

    @Test
    void folderOfOnesOwnLeavesTheCacheAlone() throws IOException {
        assertThat(pullTo(disk.resolve("own")).fetched()).isGreaterThan(300_000);
        assertThat(cache()).doesNotExist();
        assertThat(pullTo(disk.resolve("own")).fetched()).isZero();
    }

    @Test
    void everyFileIsAskedForAtTheCommitAndNotAtTheBranch() {
        pull();
        assertThat(hub.paths())
                .filteredOn(p -> p.contains("/resolve/") || p.contains("/tree/"))
                .isNotEmpty()
                .allMatch(p -> p.contains(LocalHub.COMMIT));
    }

    @Test
    void tokenGoesToTheHubAndNotToTheStorageItRedirectsTo() {
        HubSettings s = hub.settings(cache());
        pull(new HubSettings(s.endpoint(), Optional.of("hf_secret"), s.cache(), false, s.proxies(), s.patience()));
        assertThat(hub.asked).filteredOn(a -> a.server().equals("hub")).allMatch(a -> a.authorization()
                .equals("Bearer hf_secret"));
        assertThat(hub.asked)
                .filteredOn(a -> a.server().equals("storage"))
                .isNotEmpty()
                .allMatch(a -> a.authorization().isEmpty());
    }

    @Test
    void cutConnectionGoesOnWhereItStopped() throws IOException {
        hub.cut(100_000, false);
        assertWhole(pull().folder());
        assertThat(hub.asked).extracting(Asked::range).anyMatch(r -> r.matches("bytes=[1-9]\\d*-"));
    }

    @Test
    void silentConnectionEndsInTimeAndGoesOnWhereItStopped() throws IOException {
        hub.cut(100_000, true);
        long start = System.nanoTime();
        assertWhole(pull().folder());
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
        assertThat(hub.asked).extracting(Asked::range).contains("bytes=100000-");
    }

    @Test
    void laterPullGoesOnWhereAnEarlierOneGaveUp() throws IOException {
        hub.cut(100_000, false);
        for (int i = 0; i < 3; i++) {
            hub.fault("/storage/", 503, Map.of());
        }
        assertThatThrownBy(this::pull)
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("HTTP 503")
                .hasMessageContaining("run it again");
        assertThat(parts(blobs())).hasSize(1);
        hub.asked.clear();
        Pulled pulled = pull();
        assertWhole(pulled.folder());
        assertThat(hub.asked).extracting(Asked::range).anyMatch(r -> r.matches("bytes=[1-9]\\d*-"));
        assertThat(pulled.fetched()).isLessThan(300_000);
        assertThat(parts(blobs())).isEmpty();
    }

    @Test
    void serverThatCannotGoOnGivesTheFileFromItsBeginning() throws IOException {
        hub.cut(100_000, false).cut(300_000, false);
        assertWhole(pull().folder());
    }

    @Test
    void wrongChecksumIsNamedAndTheFileDeleted() throws IOException {
        ModelHub model = new ModelHub(hub.settings(cache()));
        Plan plan = model.resolve(TINY);
        byte[] other = hub.content("model.safetensors").clone();
        other[5] ^= 1;
        hub.put("model.safetensors", other);
        assertThatThrownBy(() -> model.pull(plan, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("wrong checksum")
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("deleted");
        assertThat(parts(blobs())).isEmpty();
        assertThat(blobs().resolve(LocalHub.digest("SHA-256", other))).doesNotExist();
    }

    @Test
    void smallFilesAreCheckedAsGitNamesThem() {
        ModelHub model = new ModelHub(hub.settings(cache()));
        Plan plan = model.resolve(TINY);
        hub.put("config.json", "{\"model_type\": \"treb\"}");
        assertThatThrownBy(() -> model.pull(plan, Progress.none()))
                .hasMessageContaining("wrong checksum")
                .hasMessageContaining("config.json");
    }

    @Test
    void moreBytesThanListedAreRefused() {
        ModelHub model = new ModelHub(hub.settings(cache()));
        Plan plan = model.resolve(TINY);
        hub.put("model.safetensors", LocalHub.noise(400_000));
        assertThatThrownBy(() -> model.pull(plan, Progress.none())).hasMessageContaining("more than 300000 bytes");
    }

    @Test
    void secondPullOfTheSameFileAtTheSameTimeIsRefused() throws Exception {
        ModelHub model = new ModelHub(hub.settings(cache()));
        Plan plan = model.resolve(TINY);
        HubFile weights = plan.files().get(1);
        Path blob = blobs().resolve(weights.checksum().hex());
        Files.createDirectories(blobs());
        try (var channel = java.nio.channels.FileChannel.open(
                        Fetcher.part(weights, blob),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> model.pull(plan, Progress.none())).hasMessageContaining("another process");
        }
    }

    @Test
    void offlineUsesTheCopyInTheCacheAndAsksNobody() throws IOException {
        pull();
        hub.asked.clear();
        HubSettings s = hub.settings(cache());
        HubSettings offline = new HubSettings(s.endpoint(), s.token(), s.cache(), true, s.proxies(), s.patience());
        assertWhole(pull(offline).folder());
        assertThat(hub.asked).isEmpty();
    }

    @Test
    void offlineWithoutACopySaysSo() {
        HubSettings s = hub.settings(cache());
        HubSettings offline = new HubSettings(s.endpoint(), s.token(), s.cache(), true, s.proxies(), s.patience());
        assertThatThrownBy(() -> pull(offline)).hasMessageContaining("HF_HUB_OFFLINE");
        assertThat(hub.asked).isEmpty();
    }
}
