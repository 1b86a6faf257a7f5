package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlannerTest {
    private static final int PAIRS = 400;
    private static final int BATCH = 16;

    /** Pairs of {@code kins} kins and {@code groups} groups, mixed up. */
    private record Numbers(int kins, int groups) implements PairSource {
        @Override
        public int size() {
            return PAIRS;
        }

        @Override
        public Pair draw(int index, RandomGenerator random) {
            return new Pair(Text.of("a"), Text.of("b"), group(index));
        }

        @Override
        public long group(int index) {
            return index % groups;
        }

        @Override
        public long kin(int index) {
            return index % kins;
        }

        @Override
        public Modality anchors() {
            return Modality.TEXT;
        }

        @Override
        public Modality positives() {
            return Modality.TEXT;
        }
    }

    private static BatchPlanner planner(PairSource source, long seed) {
        return new BatchPlanner(List.of(source), new int[] {BATCH}, new double[] {1}, seed);
    }

    @Test
    void anEpochHoldsEveryPairOnce() {
        BatchPlanner planner = planner(new Numbers(4, PAIRS), 7);
        Set<Integer> seen = new HashSet<>();
        for (int step = 0; step < PAIRS / BATCH; step++) {
            Arrays.stream(planner.next().pairs())
                    .forEach(p -> assertThat(seen.add(p)).isTrue());
        }
        assertThat(seen).hasSize(PAIRS);
    }

    @Test
    void aBatchIsMadeOfTwoKinsOfEqualParts() {
        BatchPlanner planner = planner(new Numbers(10, PAIRS), 7);
        Set<Map<Integer, Integer>> different = new HashSet<>();
        for (int step = 0; step < PAIRS / BATCH; step++) {
            Map<Integer, Integer> byKin = new HashMap<>();
            Arrays.stream(planner.next().pairs()).forEach(p -> byKin.merge(p % 10, 1, Integer::sum));
            assertThat(byKin.values()).allMatch(n -> n == BATCH / 2 || n == BATCH);
            different.add(byKin);
        }
        assertThat(different).as("the kins come in no fixed order").hasSizeGreaterThan(5);
    }

    @Test
    void aBatchHoldsAGroupOnce() {
        BatchPlanner planner = planner(new Numbers(1, 40), 7);
        for (int step = 0; step < 50; step++) {
            assertThat(Arrays.stream(planner.next().pairs()).map(p -> p % 40)).doesNotHaveDuplicates();
        }
    }

    @Test
    void pairsOfAGroupMeetWhereTheSourceLetsThem() {
        PairSource source = new PairSource() {
            private final PairSource numbers = new Numbers(1, 40);

            @Override
            public int size() {
                return PAIRS;
            }

            @Override
            public Pair draw(int index, RandomGenerator random) {
                return numbers.draw(index, random);
            }

            @Override
            public long group(int index) {
                return numbers.group(index);
            }

            @Override
            public long kin(int index) {
                return group(index);
            }

            @Override
            public boolean together() {
                return true;
            }

            @Override
            public Modality anchors() {
                return Modality.TEXT;
            }

            @Override
            public Modality positives() {
                return Modality.TEXT;
            }
        };
        BatchPlanner planner = planner(source, 7);
        for (int step = 0; step < PAIRS / BATCH; step++) {
            Map<Integer, Integer> byGroup = new HashMap<>();
            Arrays.stream(planner.next().pairs()).forEach(p -> byGroup.merge(p % 40, 1, Integer::sum));
            assertThat(byGroup.values()).anyMatch(n -> n > 1);
        }
    }

    /** The plan as lists say it: shuffled, cut into runs of one kin, the runs shuffled. */
    private static List<Integer> epoch(PairSource source, List<Integer> before, SplittableRandom random) {
        List<Integer> all = new ArrayList<>(before);
        shuffle(all, random);
        Map<Long, List<Integer>> open = new HashMap<>();
        List<List<Integer>> runs = new ArrayList<>();
        for (int i : all) {
            List<Integer> kin = open.computeIfAbsent(source.kin(i), k -> new ArrayList<>());
            if (kin.isEmpty() || kin.size() == BATCH / 2) {
                kin = new ArrayList<>();
                open.put(source.kin(i), kin);
                runs.add(kin);
            }
            kin.add(i);
        }
        shuffle(runs, random);
        return runs.stream().flatMap(List::stream).toList();
    }

    private static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 57, PAIRS})
    void twoEpochsAreRunsOfOneKinInAnyOrder(int kins) {
        PairSource source = new Numbers(kins, PAIRS);
        BatchPlanner planner = planner(source, 7);
        List<Integer> planned = new ArrayList<>();
        for (int step = 0; step < 2 * PAIRS / BATCH; step++) {
            Arrays.stream(planner.next().pairs()).forEach(planned::add);
        }
        SplittableRandom random = new SplittableRandom(7 ^ 0x9E3779B97F4A7C15L);
        List<Integer> first = epoch(source, IntStream.range(0, PAIRS).boxed().toList(), random);
        List<Integer> expected = new ArrayList<>(first);
        expected.addAll(epoch(source, first, random));
        assertThat(planned).isEqualTo(expected);
    }

    @Test
    void thePlanIsAFunctionOfTheSeed() {
        BatchPlanner one = planner(new Numbers(4, PAIRS), 7);
        BatchPlanner same = planner(new Numbers(4, PAIRS), 7);
        BatchPlanner other = planner(new Numbers(4, PAIRS), 8);
        int[] first = one.next().pairs();
        assertThat(same.next().pairs()).containsExactly(first);
        assertThat(other.next().pairs()).isNotEqualTo(first);
    }
}
