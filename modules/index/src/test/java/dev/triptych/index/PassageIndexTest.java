package dev.triptych.index;

import static dev.triptych.index.Shelf.add;
import static dev.triptych.index.Shelf.paths;
import static dev.triptych.index.Shelf.text;
import static dev.triptych.index.Shelf.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageIndexTest {
    private Path dir;

    @BeforeEach
    void folder(@TempDir Path temp) {
        dir = temp.resolve("index");
    }

    @Test
    void anIndexIsMadeIfAbsentAndIsEmpty() {
        try (PassageIndex index = Shelf.open(dir)) {
            assertThat(index.stats().passages()).isZero();
            assertThat(index.stats().byModality()).containsOnlyKeys(Modality.values());
            assertThat(index.files()).isEmpty();
            assertThat(index.search(Query.words("anything", 10))).isEmpty();
            assertThat(index.search(Query.hybrid("anything", unit(1), 10))).isEmpty();
        }
        try (PassageIndex again = Shelf.readOnly(dir)) {
            assertThat(again.search(Query.semantic(unit(1), 10))).isEmpty();
        }
    }

    @Test
    void readersSeeOnlyWhatWasCommitted() {
        try (PassageIndex index = Shelf.open(dir);
                PassageIndex reader = Shelf.readOnly(dir)) {
            add(index, text("a.txt", "apple"), 1);
            assertThat(index.search(Query.words("apple", 10))).isEmpty();
            index.commit();
            assertThat(paths(index.search(Query.words("apple", 10)))).containsExactly("a.txt");
            assertThat(reader.search(Query.words("apple", 10))).isEmpty();
            assertThat(reader.refresh()).isTrue();
            assertThat(reader.refresh()).isFalse();
            assertThat(paths(reader.search(Query.words("apple", 10)))).containsExactly("a.txt");
        }
    }

    @Test
    void closingWithoutCommitDropsWhatCameAfterIt() {
        try (PassageIndex index = Shelf.open(dir)) {
            add(index, text("kept.txt", "apple"), 1);
            index.commit();
            add(index, text("dropped.txt", "apple"), 1);
        }
        try (PassageIndex index = Shelf.open(dir)) {
            assertThat(index.files()).containsOnlyKeys("kept.txt");
            assertThat(paths(index.search(Query.words("apple", 10)))).containsExactly("kept.txt");
        }
    }

    @Test
    void replacingAFilePutsAllItsNewPassagesInThePlaceOfAllOldOnes() {
        try (PassageIndex index = Shelf.open(dir)) {
            index.replace(
                    "a.txt",
                    "1",
                    List.of(text("a.txt", "apple one"), text("a.txt", "apple two"), text("a.txt", "apple three")),
                    new float[][] {unit(1), unit(1), unit(1)});
            add(index, text("b.txt", "apple elsewhere"), 1);
            index.commit();
            index.replace("a.txt", "2", List.of(text("a.txt", "apple new")), new float[][] {unit(1)});
            index.commit();
            assertThat(index.search(Query.words("apple", 10)))
                    .extracting(h -> h.passage().words())
                    .containsExactlyInAnyOrder("apple new", "apple elsewhere");
            assertThat(index.search(Query.semantic(unit(1), 10))).hasSize(2);
            assertThat(index.stats().passages()).isEqualTo(2);
            assertThat(index.stats().files()).isEqualTo(2);
        }
    }

    @Test
    void contentHashesAreRememberedAlsoForFilesWithoutPassages() {
        try (PassageIndex index = Shelf.open(dir)) {
            index.replace("empty.pdf", "e1", List.of(), new float[0][]);
            add(index, text("a.txt", "apple"), 1);
            assertThat(index.contentHash("empty.pdf")).contains("e1");
            index.commit();
        }
        try (PassageIndex index = Shelf.open(dir)) {
            assertThat(index.files()).isEqualTo(Map.of("empty.pdf", "e1", "a.txt", "hash"));
            assertThat(index.contentHash("b.txt")).isEmpty();
            index.remove("a.txt");
            index.remove("never.txt");
            index.commit();
            assertThat(index.files()).containsOnlyKeys("empty.pdf");
            assertThat(index.search(Query.words("apple", 10))).isEmpty();
        }
        try (PassageIndex reader = Shelf.readOnly(dir)) {
            assertThat(reader.files()).isEqualTo(Map.of("empty.pdf", "e1"));
            assertThat(reader.stats().files()).isEqualTo(1);
            assertThat(reader.stats().passages()).isZero();
        }
    }

    @Test
    void aSecondWriterIsRefusedAtOnceNamingTheLock() {
        try (PassageIndex index = Shelf.open(dir)) {
            assertThatThrownBy(() -> Shelf.open(dir))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining("write.lock")
                    .hasMessageContaining(dir.toString());
            add(index, text("a.txt", "apple"), 1);
            index.commit();
        }
        try (PassageIndex index = Shelf.open(dir)) {
            assertThat(index.files()).containsOnlyKeys("a.txt");
        }
    }

    @Test
    void anotherModelIsRefusedWithBothFingerprintsAndTheCommandToRun() {
        try (PassageIndex index = Shelf.open(dir)) {
            add(index, text("a.txt", "apple"), 1);
            index.commit();
        }
        for (var opening : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> PassageIndex.open(dir, Shelf.OTHER, Shelf.WIDTH),
                () -> PassageIndex.readOnly(dir, Shelf.OTHER, Shelf.WIDTH))) {
            assertThatThrownBy(opening)
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(Shelf.MODEL.toString())
                    .hasMessageContaining(Shelf.OTHER.toString())
                    .hasMessageContaining("triptych index PATH… --index " + dir + " --rebuild");
        }
        assertThatThrownBy(() -> PassageIndex.open(dir, Shelf.MODEL, 16))
                .hasMessageContaining("width 8")
                .hasMessageContaining("width 16");
        try (PassageIndex index = Shelf.open(dir)) {
            assertThat(index.files()).containsOnlyKeys("a.txt");
        }
    }

    @Test
    void theFingerprintStandsInEveryCommit() {
        for (int i = 0; i < 3; i++) {
            try (PassageIndex index = Shelf.open(dir)) {
                add(index, text(i + ".txt", "apple"), 1);
                index.commit();
                if (i == 2) {
                    index.compact();
                }
            }
            assertThat(PassageIndex.describe(dir).model()).isEqualTo(Shelf.MODEL);
            assertThat(PassageIndex.describe(dir).width()).isEqualTo(Shelf.WIDTH);
        }
        assertThat(PassageIndex.describe(dir).segments()).isEqualTo(1);
        assertThat(PassageIndex.describe(dir).bytes()).isPositive();
    }

    @Test
    void manySmallRunsDoNotLeaveManySegments() {
        for (int i = 0; i < 40; i++) {
            try (PassageIndex index = Shelf.open(dir)) {
                add(index, text(i + ".txt", "apple"), 1);
                index.commit();
            }
        }
        assertThat(PassageIndex.describe(dir).segments()).isLessThan(12);
        assertThat(PassageIndex.describe(dir).passages()).isEqualTo(40);
    }

    @Test
    void aRebuildThatDidNothingLeavesTheOldIndex() {
        try (PassageIndex index = Shelf.open(dir)) {
            add(index, text("old.txt", "apple"), 1);
            index.commit();
        }
        PassageIndex.rebuild(dir, Shelf.OTHER, 4).close();
        assertThat(PassageIndex.describe(dir).files()).isEqualTo(1);
    }

    @Test
    void theOldIndexServesUntilTheRebuiltOneIsCommitted() {
        try (PassageIndex index = Shelf.open(dir)) {
            add(index, text("old.txt", "apple"), 1);
            index.commit();
        }
        try (PassageIndex abandoned = PassageIndex.rebuild(dir, Shelf.OTHER, 4)) {
            abandoned.replace("new.txt", "1", List.of(text("new.txt", "apple")), new float[][] {{1, 0, 0, 0}});
            assertThat(abandoned.files()).containsOnlyKeys("new.txt");
            assertThat(abandoned.search(Query.words("apple", 10))).isEmpty();
            try (PassageIndex reader = Shelf.readOnly(dir)) {
                assertThat(paths(reader.search(Query.words("apple", 10)))).containsExactly("old.txt");
            }
        }
        try (PassageIndex reader = Shelf.readOnly(dir);
                PassageIndex rebuilt = PassageIndex.rebuild(dir, Shelf.OTHER, 4)) {
            rebuilt.replace("new.txt", "1", List.of(text("new.txt", "apple")), new float[][] {{1, 0, 0, 0}});
            rebuilt.commit();
            assertThat(paths(reader.search(Query.words("apple", 10)))).containsExactly("old.txt");
            assertThatThrownBy(reader::refresh)
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(Shelf.OTHER.toString());
            assertThat(paths(rebuilt.search(Query.words("apple", 10)))).containsExactly("new.txt");
        }
        assertThat(PassageIndex.describe(dir).model()).isEqualTo(Shelf.OTHER);
        assertThat(PassageIndex.describe(dir).files()).isEqualTo(1);
    }

    @Test
    void aFolderWithOtherFilesIsRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("thesis.txt"), "words");
        assertThatThrownBy(() -> Shelf.open(dir))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("thesis.txt");
        assertThatThrownBy(() -> Shelf.readOnly(dir))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("no index in it");
        assertThat(dir.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void anAbsentIndexIsNotMadeByAReader() {
        assertThatThrownBy(() -> Shelf.readOnly(dir))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("nothing there")
                .hasMessageContaining(dir.toString());
        assertThat(dir).doesNotExist();
    }

    @Test
    void vectorsThatCannotBeComparedAreRefusedAndNothingIsLost() {
        try (PassageIndex index = Shelf.open(dir)) {
            add(index, text("a.txt", "apple"), 1);
            float[][] bad = {
                {1, 0, 0}, new float[Shelf.WIDTH], {2, 0, 0, 0, 0, 0, 0, 0}, {Float.NaN, 0, 0, 0, 0, 0, 0, 0}
            };
            for (float[] v : bad) {
                assertThatThrownBy(
                                () -> index.replace("a.txt", "2", List.of(text("a.txt", "apple")), new float[][] {v}))
                        .isInstanceOf(TriptychException.class)
                        .hasMessageContaining("a.txt: vector");
                assertThatThrownBy(() -> index.search(Query.semantic(v, 1)))
                        .isInstanceOf(TriptychException.class)
                        .hasMessageContaining("query: vector");
            }
            assertThatThrownBy(() -> index.replace("a.txt", "2", List.of(text("a.txt", "x")), new float[0][]))
                    .hasMessageContaining("one for each passage");
            index.commit();
            assertThat(index.contentHash("a.txt")).contains("hash");
            assertThat(index.search(Query.words("apple", 10))).hasSize(1);
        }
    }

    @Test
    void aReaderCannotWriteAndAClosedIndexSaysSo() {
        PassageIndex index = Shelf.open(dir);
        try (PassageIndex reader = Shelf.readOnly(dir)) {
            assertThatThrownBy(() -> reader.remove("a.txt")).hasMessageContaining("read-only");
        }
        index.close();
        index.close();
        assertThatThrownBy(() -> index.search(Query.words("apple", 1)))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(index::commit).isInstanceOf(TriptychException.class).hasMessageContaining("closed");
    }
}
