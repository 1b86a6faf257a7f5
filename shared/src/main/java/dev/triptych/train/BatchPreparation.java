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

    /**
     * What a frozen tower is asked: a content, or a variation of a picture.
     *
     * @param view of the picture, by number; 0 is the content as it is
     * @param augmentation makes the view; absent if that is the content as it is
     */
    record Question(Modality modality, Content content, int view, Optional<Augmentation> augmentation) {}

    /** The contents of a step, and for each side what its variations are drawn from. */
    private record Drawn(
            List<Content> anchors,
            List<Content> positives,
            List<Content> negatives,
            float[][] targets,
            SplittableRandom ofAnchors,
            SplittableRandom ofPositives,
            SplittableRandom ofNegatives) {}

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

    /** Whether answers of a modality's tower are kept, and new ones as well. */
    boolean keeps(Modality modality) {
        FeatureStore store = stores.get(modality);
        return store != null && store.takesMore();
    }

    /** Whether the answer to a question is kept, as far as that is told without preparing it for the first time. */
    boolean knows(Question question) {
        FeatureStore store = stores.get(question.modality());
        return store != null
                && digest(question.modality(), question.content())
                        .flatMap(digest -> store.get(variation(digest, question)))
                        .isPresent();
    }

    /**
     * What a frozen tower takes for a question, whether its answer is known or not.
     *
     * @throws TriptychException if a picture cannot be decoded
     */
    Prepared unanswered(Question question) {
        Tower tower = tower(question.modality());
        Content content = question.content();
        if (question.augmentation().isEmpty()) {
            Prepared input = tower.prepare(List.of(content)).get(0);
            original(question.modality(), content, input);
            return input;
        }
        ByteBuffer key = variation(question);
        RandomGenerator own = new SplittableRandom(key.getLong(0));
        Prepared input = tower.augment(List.of(content), question.augmentation().get(), own)
                .get(0);
        variations.put(input, key);
        return input;
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
     * What a frozen tower takes for a question: its answer where that is known. The view of a picture is the same whenever it is drawn.
     *
     * @throws TriptychException if a picture cannot be decoded
     */
    Prepared input(Question question) {
        if (question.augmentation().isEmpty()) {
            return input(question.modality(), question.content());
        }
        FeatureStore store = stores.get(question.modality());
        Optional<Prepared> answer = store == null ? Optional.empty() : store.get(variation(question));
        return answer.orElseGet(() -> unanswered(question));
    }

    private ByteBuffer variation(Question question) {
        Content content = question.content();
        ByteBuffer picture = digest(question.modality(), content)
                .orElseGet(() -> original(
                        question.modality(),
                        content,
                        tower(question.modality()).prepare(List.of(content)).get(0)));
        return variation(picture, question);
    }

    private static ByteBuffer variation(ByteBuffer content, Question question) {
        return question.augmentation()
                .map(augmentation -> TowerDigest.of(content, augmentation, question.view()))
                .orElse(content);
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
        Drawn drawn = draw(step, source);
        List<Content> anchors = drawn.anchors();
        List<Content> positives = drawn.positives();
        List<Content> negatives = drawn.negatives();
        float[][] targets = drawn.targets();
        List<Taken> a = taught
                ? anchors.stream().map(content -> Taken.BY_THE_TEACHER).toList()
                : taken(source.anchors(), anchors, augmentation, drawn.ofAnchors());
        List<Taken> p = taken(source.positives(), positives, augmentation, drawn.ofPositives());
        List<Taken> n = taken(source.positives(), negatives, augmentation, drawn.ofNegatives());
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

    private static Drawn draw(BatchPlanner.Step step, PairSource source) {
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
        return new Drawn(anchors, positives, negatives, targets, random.split(), random.split(), random.split());
    }

    /** What the step will ask of frozen towers, in the order in which {@link #prepare} does; nothing is decoded. */
    List<Question> questions(BatchPlanner.Step step, PairSource source, Augmentation augmentation, boolean taught) {
        Drawn drawn = draw(step, source);
        List<Question> questions = new ArrayList<>();
        if (!taught && frozen(source.anchors())) {
            questions.addAll(questions(source.anchors(), drawn.anchors(), augmentation, drawn.ofAnchors()));
        }
        if (frozen(source.positives())) {
            questions.addAll(questions(source.positives(), drawn.positives(), augmentation, drawn.ofPositives()));
            questions.addAll(questions(source.positives(), drawn.negatives(), augmentation, drawn.ofNegatives()));
        }
        return questions;
    }

    private static List<Question> questions(
            Modality modality, List<Content> contents, Augmentation augmentation, RandomGenerator random) {
        boolean varied = modality == Modality.IMAGE && augmentation.views() > 0;
        List<Question> questions = new ArrayList<>();
        for (Content content : contents) {
            int view = varied ? random.nextInt(augmentation.views()) : 0;
            questions.add(
                    new Question(modality, content, view, view == 0 ? Optional.empty() : Optional.of(augmentation)));
        }
        return questions;
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
        if (frozen(modality)) {
            return questions(modality, contents, augmentation, random).stream()
                    .map(question -> Taken.of(() -> input(question)))
                    .toList();
        }
        Tower tower = tower(modality);
        if (modality != Modality.IMAGE) {
            return tower.augment(contents, augmentation, random).stream()
                    .map(input -> new Taken(Optional.of(input), ""))
                    .toList();
        }
        // A file may be a picture by its header and none by its pixels.
        return contents.stream()
                .map(c -> Taken.of(
                        () -> tower.augment(List.of(c), augmentation, random).get(0)))
                .toList();
    }
}
