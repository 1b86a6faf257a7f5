package dev.triptych.index;

import static dev.triptych.index.Shelf.add;
import static dev.triptych.index.Shelf.text;
import static dev.triptych.index.Shelf.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the disk or the process, the last commit can be searched. */
class FaultTest {
    private Path dir;

    @BeforeEach
    void folder(@TempDir Path temp) {
        dir = temp.resolve("index");
    }

    private void fill(int files) {
        try (PassageIndex index = Shelf.open(dir)) {
            for (int i = 0; i < files; i++) {
                add(index, text(i + ".txt", "apple " + i), 1, i);
            }
            index.commit();
        }
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> s = Files.list(dir)) {
            return s.filter(p -> !p.endsWith("write.lock")).sorted().toList();
        }
    }

    @Test
    void aFullDiskIsSaidInPlainWordsAndTheLastCommitIsWhole() throws Exception {
        fill(5);
        int refused = 0;
        boolean full = true;
        // A little more room each time: the disk fills at another place of the work.
        for (int room = 0; full; room += 900) {
            full = false;
            ModelStamp stamp = new ModelStamp(Shelf.MODEL, Shelf.WIDTH);
            FullDisk disk = new FullDisk(FSDirectory.open(dir), room);
            try (PassageIndex index = PassageIndex.write(disk, dir.toString(), stamp, false)) {
                for (int i = 0; i < 5; i++) {
                    add(index, text(i + ".txt", "pear " + room), 1, i);
                }
                index.commit();
            } catch (TriptychException e) {
                refused++;
                full = true;
                assertThat(e).hasMessageContaining("no space left on the disk").hasMessageContaining(dir.toString());
            }
            try (PassageIndex reader = Shelf.readOnly(dir)) {
                int apples = reader.search(Query.words("apple", 10)).size();
                int pears = reader.search(Query.words("pear", 10)).size();
                assertThat(List.of(apples, pears)).isIn(List.of(5, 0), List.of(0, 5));
            }
            assertThatCode(() -> PassageIndex.verify(dir)).doesNotThrowAnyException();
        }
        assertThat(refused).isGreaterThan(3);
    }

    @Test
    void aWriterThatIsKilledLeavesTheLastCommit() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = child.inputReader()) {
            for (int commits = 0; commits < 5; commits++) {
                assertThat(lines.readLine()).startsWith("committed");
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThatCode(() -> PassageIndex.verify(dir)).doesNotThrowAnyException();
        try (PassageIndex index = Shelf.open(dir)) {
            // Each commit of the child replaced all files: a mixture would be half a commit.
            List<Hit> hits = index.search(Query.words("round", 100));
            assertThat(hits).hasSize(EndlessWriter.FILES);
            assertThat(hits)
                    .extracting(h -> h.passage().words())
                    .containsOnly(hits.get(0).passage().words());
            add(index, text("next.txt", "next"), 1);
            index.commit();
            assertThat(index.files()).hasSize(EndlessWriter.FILES + 1);
        }
    }

    @Test
    void everyFlippedByteIsFoundAndItsFileNamed() throws Exception {
        fill(20);
        assertThatCode(() -> PassageIndex.verify(dir)).doesNotThrowAnyException();
        int flipped = 0;
        for (Path file : files(dir)) {
            byte[] whole = Files.readAllBytes(file);
            for (int at : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
                byte[] bytes = whole.clone();
                bytes[at] ^= 0x10;
                Files.write(file, bytes);
                assertThatThrownBy(() -> PassageIndex.verify(dir))
                        .as("%s at %d", file.getFileName(), at)
                        .isInstanceOf(TriptychException.class)
                        .hasMessageContaining(file.getFileName().toString())
                        .hasMessageContaining("--rebuild");
                flipped++;
            }
            Files.write(file, whole);
        }
        assertThat(flipped).isGreaterThanOrEqualTo(8);
        assertThatCode(() -> PassageIndex.verify(dir)).doesNotThrowAnyException();
    }

    @Test
    void aMissingOrShortenedFileIsFoundAndNamed() throws Exception {
        fill(20);
        for (Path file : files(dir)) {
            if (file.getFileName().toString().startsWith("segments")) {
                continue;
            }
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertThatThrownBy(() -> PassageIndex.verify(dir))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(file.getFileName().toString());
            Files.delete(file);
            assertThatThrownBy(() -> PassageIndex.verify(dir))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(file.getFileName().toString());
            Files.write(file, whole);
        }
    }

    @Test
    void aDamagedCommitIsRefusedByNameAndCanBeRebuilt() throws Exception {
        fill(3);
        Path segments = files(dir).stream()
                .filter(p -> p.getFileName().toString().startsWith("segments"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(segments);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segments, bytes);
        assertThatThrownBy(() -> Shelf.open(dir))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(segments.getFileName().toString())
                .hasMessageContaining("--rebuild");
        rebuildWorks();
    }

    @Test
    void anIndexWithAMissingFileCanBeRebuilt() throws Exception {
        fill(3);
        for (Path file : files(dir)) {
            if (!file.getFileName().toString().startsWith("segments")) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> Shelf.readOnly(dir))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("--rebuild");
        rebuildWorks();
    }

    private void rebuildWorks() {
        try (PassageIndex index = PassageIndex.rebuild(dir, Shelf.MODEL, Shelf.WIDTH)) {
            index.replace("a.txt", "1", List.of(text("a.txt", "apple")), new float[][] {unit(1)});
            index.commit();
        }
        assertThatCode(() -> PassageIndex.verify(dir)).doesNotThrowAnyException();
    }
}
