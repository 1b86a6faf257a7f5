package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.nn.Prepared;
import dev.triptych.space.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of frozen towers on disk. */
class FeatureStoreTest {
    private static final String HEADS = "- {name: one, steps: 6, rates: {heads: 1e-2}, tasks: {pairs: 1}}";
    private static final byte[] TOWER = new byte[32];

    @TempDir
    private Path dir;

    private record Run(int computed, Map<String, float[]> weights) {}

    private Run run(String out, String features) {
        try (TinyTraining tiny = TinyTraining.own(dir, "", HEADS, "features: " + features)) {
            tiny.trainer(dir.resolve(out)).run(false, Progress.none());
            return new Run(tiny.computed(), tiny.weights());
        }
    }

    private static void same(Run found, Run expected) {
        assertThat(found.weights().keySet()).isEqualTo(expected.weights().keySet());
        found.weights()
                .forEach((name, weight) ->
                        assertThat(weight).as(name).isEqualTo(expected.weights().get(name)));
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aSecondRunComputesNothingAndGivesTheWeightsOfOneWithoutAFile() throws IOException {
        // A file where the folder should be: answers are held in memory.
        Files.writeString(dir.resolve("no-folder"), "");
        Run without = run("without", "no-folder");
        assertThat(without.computed()).isBetween(1, 40);
        Run first = run("first", "kept");
        // 20 rows of two contents, and each is asked once at most.
        assertThat(first.computed()).isBetween(1, 40);
        Run second = run("second", "kept");
        assertThat(second.computed()).isZero();
        same(first, without);
        same(second, without);
    }

    @Test
    void whatIsDamagedIsComputedAnewAndThenKeptAgain() throws IOException {
        Run first = run("first", "kept");
        assertThat(files("kept")).hasSize(2);
        for (int place : new int[] {0, 44 + 32 + 4 + 7, 44 + 3}) {
            for (Path file : files("kept")) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[place] ^= 1;
                Files.write(file, place == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - 5));
            }
            Run damaged = run("damaged-" + place, "kept");
            assertThat(damaged.computed()).as("byte %d", place).isBetween(1, first.computed());
            same(damaged, first);
            Run mended = run("mended-" + place, "kept");
            assertThat(mended.computed()).isZero();
            same(mended, first);
        }
    }

    @Test
    void aTowerThatHasLearnedIsAnotherTower() throws IOException {
        String stages =
                """
                - {name: heads, steps: 3, rates: {heads: 1e-2}, tasks: {pairs: 1}}
                - {name: text, steps: 2, rates: {text: 1e-2}, warmup: 0, tasks: {pairs: 1}}
                - {name: again, steps: 3, rates: {heads: 1e-2}, tasks: {pairs: 1}}
                """;
        try (TinyTraining tiny = TinyTraining.own(dir, "", stages, "features: kept")) {
            tiny.trainer(dir.resolve("out")).run(false, Progress.none());
        }
        // The code tower stands on the text tower's lower layer, so both are others than before.
        assertThat(files("kept")).hasSize(4);
    }

    @Test
    void aStoreGivesWhatItWasGivenAndNothingToAnotherTower() {
        ByteBuffer one = ByteBuffer.wrap(TowerDigest.of(new Prepared.Tokens(new int[] {1, 2}, false)));
        ByteBuffer cut = ByteBuffer.wrap(TowerDigest.of(new Prepared.Tokens(new int[] {1, 2}, true)));
        Prepared.Features answer = new Prepared.Features(new float[] {0.5f, -3}, true);
        try (FeatureStore store = FeatureStore.open(dir, "text", TOWER, 2)) {
            store.put(one, answer);
            try (FeatureStore beside = FeatureStore.open(dir, "text", TOWER, 2)) {
                assertThat(beside.get(one)).isPresent();
                beside.put(cut, answer);
            }
        }
        try (FeatureStore store = FeatureStore.open(dir, "text", TOWER, 2)) {
            Optional<Prepared> found = store.get(one);
            assertThat(found).get().isInstanceOfSatisfying(Prepared.Features.class, features -> {
                assertThat(features.values()).containsExactly(0.5f, -3);
                assertThat(features.truncated()).isTrue();
            });
            assertThat(store.get(cut)).isEmpty();
        }
        byte[] other = TOWER.clone();
        other[31] = 1; // behind what the file's name tells apart
        try (FeatureStore store = FeatureStore.open(dir, "text", other, 2)) {
            assertThat(store.get(one)).isEmpty();
        }
    }
}
