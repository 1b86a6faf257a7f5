package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Augmentation;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frozen towers are asked before a stage begins. */
class FrozenAnswersTest {
    private static final int PAIRS = 300;

    @TempDir
    Path folder;

    /** Answers with the length of a text. */
    private static final class Lengths implements Tower {
        private final List<List<Integer>> batches = new ArrayList<>();

        @Override
        public Modality modality() {
            return Modality.TEXT;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int budget() {
            return 64;
        }

        @Override
        public List<Prepared> prepare(List<? extends Content> contents) {
            return contents.stream()
                    .<Prepared>map(
                            c -> new Prepared.Tokens(((Text) c).value().chars().toArray(), false))
                    .toList();
        }

        @Override
        public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
            batches.add(batch.stream().map(Prepared::cost).toList());
            float[] lengths = new float[batch.size()];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = batch.get(i).cost();
            }
            return scope.create(lengths, new Shape(lengths.length, 1));
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

    /** Texts of one to eight letters; which of three stands for a pair is drawn. */
    private record Drawn() implements PairSource {
        @Override
        public Modality anchors() {
            return Modality.TEXT;
        }

        @Override
        public Modality positives() {
            return Modality.TEXT;
        }

        @Override
        public int size() {
            return PAIRS;
        }

        @Override
        public long group(int index) {
            return index;
        }

        @Override
        public Pair draw(int index, RandomGenerator random) {
            String text = Integer.toString(3 * index + random.nextInt(3), 2);
            return new Pair(Text.of(text), Text.of(text + "."), index);
        }
    }

    private static List<BatchPlanner.Step> steps() {
        BatchPlanner planner = new BatchPlanner(List.of(new Drawn()), new int[] {32}, new double[] {1}, 7);
        List<BatchPlanner.Step> steps = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            steps.add(planner.next());
        }
        return steps;
    }

    private BatchPreparation ask(Lengths tower, FeatureStore store, int batches) {
        Map<Modality, Tower> towers = Map.of(Modality.TEXT, tower);
        BatchPreparation preparation = new BatchPreparation(towers, m -> true, Map.of(Modality.TEXT, store));
        AtomicInteger asked = new AtomicInteger();
        try (NDManager manager = Kernels.get().newManager()) {
            FrozenAnswers answers = new FrozenAnswers(towers, preparation, manager);
            steps().forEach(step -> answers.add(preparation.questions(step, new Drawn(), Augmentation.DEFAULT, false)));
            answers.ask(() -> asked.getAndIncrement() > batches, Progress.none());
        }
        return preparation;
    }

    @Test
    void afterwardsEveryStepFindsTheAnswerOfEveryContentItDraws() {
        Lengths tower = new Lengths();
        try (FeatureStore store = FeatureStore.open(folder, "text", new byte[32], 1)) {
            BatchPreparation preparation = ask(tower, store, Integer.MAX_VALUE);
            for (BatchPlanner.Step step : steps()) {
                BatchPreparation.Batch batch = preparation.prepare(step, new Drawn());
                for (BatchPreparation.Side side : batch.sides()) {
                    for (int i = 0; i < side.size(); i++) {
                        int length = ((Text) side.contents().get(i)).value().length();
                        assertThat(((Prepared.Features) side.inputs().get(i)).values())
                                .containsExactly(length);
                    }
                }
            }
        }
    }

    @Test
    void contentsAreAskedInBatchesOfLikeLength() {
        Lengths tower = new Lengths();
        try (FeatureStore store = FeatureStore.open(folder, "text", new byte[32], 1)) {
            ask(tower, store, Integer.MAX_VALUE);
        }
        int asked = tower.batches.stream().mapToInt(List::size).sum();
        assertThat(asked).isGreaterThan(300);
        assertThat(tower.batches).hasSizeLessThan(asked / 4);
        assertThat(tower.batches).allSatisfy(batch -> assertThat(Collections.max(batch) * batch.size())
                .isLessThanOrEqualTo(tower.budget()));
    }

    @Test
    void whatWasAskedBeforeAKillIsNotAskedAgainAndTheOtherBatchesAreTheSame() {
        Lengths whole = new Lengths();
        try (FeatureStore store = FeatureStore.open(folder.resolve("whole"), "text", new byte[32], 1)) {
            ask(whole, store, Integer.MAX_VALUE);
        }
        Lengths killed = new Lengths();
        try (FeatureStore store = FeatureStore.open(folder.resolve("killed"), "text", new byte[32], 1)) {
            ask(killed, store, 9);
        }
        assertThat(killed.batches).hasSizeBetween(5, 20);
        try (FeatureStore store = FeatureStore.open(folder.resolve("killed"), "text", new byte[32], 1)) {
            ask(killed, store, Integer.MAX_VALUE);
        }
        assertThat(killed.batches).isEqualTo(whole.batches);
    }
}
