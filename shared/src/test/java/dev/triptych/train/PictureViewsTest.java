package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Augmentation;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a frozen image tower sees of pictures that are varied. */
class PictureViewsTest {
    private static final int PICTURES = 5;

    @TempDir
    Path folder;

    /** Its pictures are one number: that of the picture, or one drawn at random. */
    private static final class Numbers implements Tower {
        private int varied;

        @Override
        public Modality modality() {
            return Modality.IMAGE;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int budget() {
            return 1;
        }

        @Override
        public Optional<byte[]> digest(Content content) {
            byte[] digest = new byte[32];
            digest[0] = (byte) number(content);
            return Optional.of(digest);
        }

        private static int number(Content content) {
            return Integer.parseInt(((Picture) content).name());
        }

        private static Prepared pixels(float value) {
            return new Prepared.Pixels(new float[] {value}, 1, 1);
        }

        @Override
        public List<Prepared> prepare(List<? extends Content> contents) {
            return contents.stream().map(c -> pixels(number(c))).toList();
        }

        @Override
        public List<Prepared> augment(
                List<? extends Content> contents, Augmentation augmentation, RandomGenerator random) {
            varied += contents.size();
            return contents.stream()
                    .map(c -> pixels(number(c) + random.nextFloat(.9f)))
                    .toList();
        }

        @Override
        public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
            throw new AssertionError("nothing is computed here");
        }

        @Override
        public Map<String, NDArray> parameters() {
            return Map.of();
        }

        @Override
        public void save(Path target, DType dtype) {}

        @Override
        public void close() {}
    }

    private record Pictures() implements PairSource {
        @Override
        public Modality anchors() {
            return Modality.IMAGE;
        }

        @Override
        public Modality positives() {
            return Modality.IMAGE;
        }

        @Override
        public int size() {
            return PICTURES;
        }

        @Override
        public long group(int index) {
            return index;
        }

        @Override
        public Pair draw(int index, RandomGenerator random) {
            Picture picture = Picture.of(String.valueOf(index), new byte[0]);
            return new Pair(picture, picture, index);
        }
    }

    /** What the tower gets of each picture in so many steps, answers being kept as they are given. */
    private List<Set<Float>> seen(Numbers tower, Augmentation augmentation, int seed, int steps) {
        List<Set<Float>> seen = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            seen.add(new HashSet<>());
        }
        int[] all = {0, 1, 2, 3, 4};
        try (FeatureStore store = FeatureStore.open(folder, "image", new byte[32], 1)) {
            BatchPreparation preparation =
                    new BatchPreparation(Map.of(Modality.IMAGE, tower), m -> true, Map.of(Modality.IMAGE, store));
            for (int step = 0; step < steps; step++) {
                BatchPlanner.Step plan = new BatchPlanner.Step(step, 0, all, seed + step);
                preparation
                        .prepare(plan, new Pictures(), augmentation, false)
                        .sides()
                        .forEach(side -> {
                            for (int i = 0; i < PICTURES; i++) {
                                Prepared input = side.inputs().get(i);
                                if (input instanceof Prepared.Pixels pixels) {
                                    Prepared.Features answer = new Prepared.Features(pixels.values(), false);
                                    preparation.remember(
                                            Modality.IMAGE, side.contents().get(i), input, answer);
                                    input = answer;
                                }
                                seen.get(i).add(((Prepared.Features) input).values()[0]);
                            }
                        });
            }
        }
        return seen;
    }

    @Test
    void aPictureHasItselfAndItsVariationsWhateverTheStepAndEachIsPreparedOnce() {
        Augmentation four = new Augmentation(0.6, 1, true, 0, 4);
        Numbers first = new Numbers();
        List<Set<Float>> one = seen(first, four, 0, 100);
        for (int i = 0; i < PICTURES; i++) {
            assertThat(one.get(i)).hasSize(4).contains((float) i);
        }
        assertThat(first.varied).isLessThanOrEqualTo(2 * 3 * PICTURES);
        Numbers second = new Numbers();
        assertThat(seen(second, four, 1000, 100)).isEqualTo(one);
        assertThat(second.varied).as("what the run before has left").isZero();
    }

    @Test
    void withoutViewsAFrozenTowerSeesThePictureAlone() {
        Numbers tower = new Numbers();
        List<Set<Float>> seen = seen(tower, Augmentation.DEFAULT, 0, 20);
        for (int i = 0; i < PICTURES; i++) {
            assertThat(seen.get(i)).containsExactly((float) i);
        }
        assertThat(tower.varied).isZero();
    }
}
