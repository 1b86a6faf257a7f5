package dev.triptych.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @Test
    void tooLittleRoomIsToldBeforeTheFirstByteWithBothSizes(@TempDir Path folder) {
        assertThatThrownBy(() -> Disk.require(3_000_000, 2_000_000, folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("2.0 MB free")
                .hasMessageContaining("3.0 MB for the files")
                .hasMessageContaining("--to DIR");
    }

    @Test
    void roomIsLookedForWhereTheFolderWillBe(@TempDir Path folder) {
        Path deep = folder.resolve("not/there/yet");
        assertThatThrownBy(() -> Disk.require(Long.MAX_VALUE, deep)).hasMessageContaining(deep.toString());
        Disk.require(1, deep);
    }

    @Test
    void diskThatFillsUpOnTheWayIsNamedAndNotTriedAgain(@TempDir Path folder) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: no /dev/full here");
        try (LocalHub hub = new LocalHub()) {
            ModelHub model = new ModelHub(hub.settings(folder.resolve("cache")));
            Plan plan = model.resolve(Repository.parse("acme/tiny"));
            HubFile weights = plan.files().get(1);
            Path part = Fetcher.part(weights, folder.resolve(weights.path()));
            Files.createSymbolicLink(part, full);
            hub.asked.clear();
            assertThatThrownBy(() -> model.pull(plan, folder, Progress.none()))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining(part.toString());
            assertThat(hub.paths()).filteredOn(p -> p.contains("/storage/")).hasSize(1);
        }
    }
}
