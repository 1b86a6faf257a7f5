package dev.triptych.train;

import dev.triptych.nn.Augmentation;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Turns the pairs of a step into what the towers take. It runs beside the step before, and is a function of the step's seed alone.
 *
 * <p>What a frozen tower has answered once is kept in its {@link FeatureStore} and never computed again.
 */
final class BatchPreparation {
    /**
     * All that a step needs.
     *
     * @param negative hard negatives, row {@code i * n + k} the k-th of pair i
     * @param targets {@code [pairs][numbers]}; no numbers if the source has none
     * @param groups of the pairs, if pairs of one group may stand in a batch together
     * @param leftOut pairs of the plan that are not in the batch, and why: a picture cannot be decoded
     */
    record Batch(
            BatchPlanner.Step step,
            Side anchor,
            Side positive,
            Optional<Side> negative,
            float[][] targets,
            Optional<long[]> groups,
            Map<Integer, String> leftOut) {
        /** In the order in which they are embedded. */
        List<Side> sides() {
            List<Side> sides = new ArrayList<>(List.of(anchor, positive));
            negative.ifPresent(sides::add);
            return sides;
        }
    }

    /**
     * One side: what the tower takes; a content that a frozen tower has seen comes as its features.
     *
     * @param taught whether the task's teacher answers for it; then there are no inputs
     */
    record Side(Modality modality, List<Content> contents, List<Prepared> inputs, boolean taught) {
        Side(Modality modality, List<Content> contents, List<Prepared> inputs) {
            this(modality, contents, inputs, false);
        }

        int size() {
            return contents.size();
        }

        /** The rows from {@code from} up to but not including {@code to}. */
        Side part(int from, int to) {
            return new Side(
                    modality, contents.subList(from, to), taught ? List.of() : inputs.subList(from, to), taught);
        }
    }

    /** A content as a tower reads it. */
    private record Read(Modality modality, Content content) {}

    /** A content as its tower takes it, or why it does not. */
    private record Taken(Optional<Prepared> input, String fault) {
        /** A content that no tower takes. */
        static final Taken BY_THE_TEACHER = new Taken(Optional.of(new Prepared.Features(new float[0], false)), "");

        static Taken of(Supplier<Prepared> prepared) {
            try {
                return new Taken(Optional.of(prepared.get()), "");
            } catch (TriptychException e) {
                return new Taken(Optional.empty(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Contents whose digest is known without reading them again. */
    private static final int MOST_REMEMBERED = 500_000;

    private final Map<Modality, Tower> towers;
    private final Set<Modality> frozen = EnumSet.noneOf(Modality.class);
    private final Map<Modality, FeatureStore> stores;
    private final Map<Read, ByteBuffer> digests = Collections.synchronizedMap(new HashMap<>());
    /** By which digest the answer to a picture's variation is kept, as long as the variation is at hand. */
    private final Map<Prepared, ByteBuffer> variations = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A preparation for towers of which some do not learn.
     *
     * @param frozen whether a modality's tower answers the same as long as this is used
     */
    BatchPreparation(Map<Modality, Tower> towers, Predicate<Modality> frozen) {
        this(towers, frozen, Map.of());
    }

    /**
     * As above.
     *
     * @param stores where frozen towers' answers are; whoever opened them closes them
     */
    BatchPreparation(Map<Modality, Tower> towers, Predicate<Modality> frozen, Map<Modality, FeatureStore> stores) {
        this.stores = stores;
        this.towers = towers;
        towers.keySet().stream().filter(frozen).forEach(this.frozen::add);
    }

    boolean frozen(Modality modality) {
        return frozen.contains(modality);
    }

    /** Keeps what a frozen tower has answered to a content that was prepared here. */
    void remember(Modality modality, Content content, Prepared input, Prepared.Features answer) {
        FeatureStore store = stores.get(modality);
        if (store != null) {
            store.put(digest(modality, content, input), answer);
        }
    }

    /** What a frozen tower has answered to a content. */
    Optional<Prepared> answer(Modality modality, Content content, Prepared input) {
        FeatureStore store = stores.get(modality);
        return store == null ? Optional.empty() : store.get(digest(modality, content, input));
    }

    private ByteBuffer digest(Modality modality, Content content, Prepared input) {
        ByteBuffer variation = variations.get(input);
        return variation != null ? variation : original(modality, content, input);
    }

    private ByteBuffer original(Modality modality, Content content, Prepared input) {
        return digest(modality, content).orElseGet(() -> known(modality, content, TowerDigest.of(input)));
    }

    /** The digest of a content, where it takes no preparing. */
    private Optional<ByteBuffer> digest(Modality modality, Content content) {
        ByteBuffer known = digests.get(new Read(modality, content));
        return known != null
                ? Optional.of(known)
                : tower(modality).digest(content).map(digest -> known(modality, content, digest));
    }

    private ByteBuffer known(Modality modality, Content content, byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        if (digests.size() < MOST_REMEMBERED) {
            digests.put(new Read(modality, content), bytes);
        }
        return bytes;
    }

    /** A content as a frozen tower takes it: its answer where that is known, and then nothing is decoded. */
    private Prepared input(Modality modality, Content content) {
        FeatureStore store = stores.get(modality);
        if (store == null) {
            return tower(modality).prepare(List.of(content)).get(0);
        }
        Optional<Prepared> answer = digest(modality, content).flatMap(store::get);
        if (answer.isPresent()) {
            return answer.get();
        }
        Prepared input = tower(modality).prepare(List.of(content)).get(0);
        return answer(modality, content, input).orElse(input);
    }

    /**
     * A picture as a frozen tower takes it that sees several variations of each: the first is the picture itself, and every other is the
     * same whenever it is drawn.
     */
    private Prepared input(Content content, Augmentation augmentation, RandomGenerator random) {
        int view = augmentation.views() == 0 ? 0 : random.nextInt(augmentation.views());
        if (view == 0) {
            return input(Modality.IMAGE, content);
        }
        Tower tower = tower(Modality.IMAGE);
        ByteBuffer picture = digest(Modality.IMAGE, content)
                .orElseGet(() -> original(
                        Modality.IMAGE, content, tower.prepare(List.of(content)).get(0)));
        ByteBuffer key = TowerDigest.of(picture, augmentation, view);
        FeatureStore store = stores.get(Modality.IMAGE);
        Optional<Prepared> answer = store == null ? Optional.empty() : store.get(key);
        return answer.orElseGet(() -> {
            RandomGenerator own = new SplittableRandom(key.getLong(0));
            Prepared input = tower.augment(List.of(content), augmentation, own).get(0);
            variations.put(input, key);
            return input;
        });
    }

    private Tower tower(Modality modality) {
        Tower tower = towers.get(modality);
        if (tower == null) {
            throw new IllegalArgumentException("no tower for " + modality);
        }
        return tower;
    }

    Batch prepare(BatchPlanner.Step step, PairSource source) {
        return prepare(step, source, Augmentation.DEFAULT, false);
    }

    /** As above; {@code taught} leaves the anchors to the task's teacher. */
    Batch prepare(BatchPlanner.Step step, PairSource source, Augmentation augmentation, boolean taught) {
        SplittableRandom random = new SplittableRandom(step.seed());
        List<Content> anchors = new ArrayList<>();
        List<Content> positives = new ArrayList<>();
        List<Content> negatives = new ArrayList<>();
        float[][] targets = new float[step.pairs().length][source.targets()];
        for (int i = 0; i < step.pairs().length; i++) {
            int number = step.pairs()[i];
            Pair pair = source.draw(number, random);
            anchors.add(pair.anchor());
            positives.add(pair.positive());
            check(number, "hard negatives", pair.negatives().size(), source.negatives());
            negatives.addAll(pair.negatives());
            check(number, "targets", pair.targets().size(), source.targets());
            for (int k = 0; k < targets[i].length; k++) {
                targets[i][k] = pair.targets().get(k);
            }
        }
        List<Taken> a = taught
                ? anchors.stream().map(content -> Taken.BY_THE_TEACHER).toList()
                : taken(source.anchors(), anchors, augmentation, random);
        List<Taken> p = taken(source.positives(), positives, augmentation, random);
        List<Taken> n = taken(source.positives(), negatives, augmentation, random);
        Map<Integer, String> leftOut = new TreeMap<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < step.pairs().length; i++) {
            Optional<String> fault = Stream.of(a.subList(i, i + 1), p.subList(i, i + 1), rows(n, i, source.negatives()))
                    .flatMap(List::stream)
                    .filter(taken -> taken.input().isEmpty())
                    .map(Taken::fault)
                    .findFirst();
            if (fault.isPresent()) {
                leftOut.put(step.pairs()[i], fault.get());
            } else {
                kept.add(i);
            }
        }
        int[] pairs = kept.stream().mapToInt(i -> step.pairs()[i]).toArray();
        Side anchor = side(source.anchors(), anchors, a, kept, 1);
        Optional<Side> negative = negatives.isEmpty()
                ? Optional.empty()
                : Optional.of(side(source.positives(), negatives, n, kept, source.negatives()));
        Optional<long[]> groups = source.together()
                ? Optional.of(Arrays.stream(pairs).mapToLong(source::group).toArray())
                : Optional.empty();
        return new Batch(
                new BatchPlanner.Step(step.number(), step.task(), pairs, step.seed()),
                taught ? new Side(anchor.modality(), anchor.contents(), List.of(), true) : anchor,
                side(source.positives(), positives, p, kept, 1),
                negative,
                kept.stream().map(i -> targets[i]).toArray(float[][]::new),
                groups,
                leftOut);
    }

    /** What belongs to a pair of which there are several to each. */
    private static <T> List<T> rows(List<T> all, int pair, int each) {
        return all.subList(pair * each, (pair + 1) * each);
    }

    private static Side side(
            Modality modality, List<Content> contents, List<Taken> taken, List<Integer> kept, int each) {
        return new Side(
                modality,
                kept.stream().flatMap(i -> rows(contents, i, each).stream()).toList(),
                kept.stream()
                        .flatMap(i -> rows(taken, i, each).stream())
                        .flatMap(t -> t.input().stream())
                        .toList());
    }

    private static void check(int pair, String what, int found, int expected) {
        if (found != expected) {
            throw new TriptychException(
                    "training pair " + pair, found + " " + what, expected + ", as its source says", "mend the data");
        }
    }

    private List<Taken> taken(
            Modality modality, List<Content> contents, Augmentation augmentation, RandomGenerator random) {
        Tower tower = tower(modality);
        boolean frozen = frozen(modality);
        if (modality != Modality.IMAGE) {
            List<Prepared> inputs = frozen
                    ? contents.stream().map(c -> input(modality, c)).toList()
                    : tower.augment(contents, augmentation, random);
            return inputs.stream()
                    .map(input -> new Taken(Optional.of(input), ""))
                    .toList();
        }
        // A file may be a picture by its header and none by its pixels.
        return contents.stream()
                .map(c -> Taken.of(() -> frozen
                        ? input(c, augmentation, random)
                        : tower.augment(List.of(c), augmentation, random).get(0)))
                .toList();
    }
}
