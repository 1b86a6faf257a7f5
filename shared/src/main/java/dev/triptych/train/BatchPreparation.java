package dev.triptych.train;

import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.TriptychException;
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
import java.util.function.Predicate;

/**
 * Turns the pairs of a step into what the towers take. It runs beside the step before, and is a function of the step's seed alone.
 *
 * <p>What a frozen tower has answered once is kept and never computed again.
 */
final class BatchPreparation {
    /**
     * All that a step needs.
     *
     * @param negative hard negatives, row {@code i * n + k} the k-th of pair i
     * @param targets {@code [pairs][numbers]}; no numbers if the source has none
     * @param groups of the pairs, if pairs of one group may stand in a batch together
     */
    record Batch(
            BatchPlanner.Step step,
            Side anchor,
            Side positive,
            Optional<Side> negative,
            float[][] targets,
            Optional<long[]> groups) {
        /** In the order in which they are embedded. */
        List<Side> sides() {
            List<Side> sides = new ArrayList<>(List.of(anchor, positive));
            negative.ifPresent(sides::add);
            return sides;
        }
    }

    /** One side: what the tower takes; a content that a frozen tower has seen comes as its features. */
    record Side(Modality modality, List<Content> contents, List<Prepared> inputs) {
        int size() {
            return contents.size();
        }

        /** The rows from {@code from} up to but not including {@code to}. */
        Side part(int from, int to) {
            return new Side(modality, contents.subList(from, to), inputs.subList(from, to));
        }
    }

    /** With vectors of 384 numbers about 800 MB. */
    private static final int MOST_REMEMBERED = 500_000;

    private final Map<Modality, Tower> towers;
    private final Set<Modality> frozen = EnumSet.noneOf(Modality.class);
    private final Map<Content, Prepared> features = Collections.synchronizedMap(new HashMap<>());

    /**
     * A preparation for towers of which some do not learn.
     *
     * @param frozen whether a modality's tower answers the same as long as this is used
     */
    BatchPreparation(Map<Modality, Tower> towers, Predicate<Modality> frozen) {
        this.towers = towers;
        towers.keySet().stream().filter(frozen).forEach(this.frozen::add);
    }

    boolean frozen(Modality modality) {
        return frozen.contains(modality);
    }

    /** Equal contents are one, also when a source reads them anew for each draw. Data larger than memory is computed again in part. */
    void remember(Content content, Prepared answer) {
        if (features.size() < MOST_REMEMBERED) {
            features.put(content, answer);
        }
    }

    /** What the frozen tower has answered to a content. */
    Optional<Prepared> answer(Content content) {
        return Optional.ofNullable(features.get(content));
    }

    Batch prepare(BatchPlanner.Step step, PairSource source) {
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
        Side anchor = side(source.anchors(), anchors, random);
        Side positive = side(source.positives(), positives, random);
        Optional<Side> negative =
                negatives.isEmpty() ? Optional.empty() : Optional.of(side(source.positives(), negatives, random));
        Optional<long[]> groups = source.together()
                ? Optional.of(
                        Arrays.stream(step.pairs()).mapToLong(source::group).toArray())
                : Optional.empty();
        return new Batch(step, anchor, positive, negative, targets, groups);
    }

    private static void check(int pair, String what, int found, int expected) {
        if (found != expected) {
            throw new TriptychException(
                    "training pair " + pair, found + " " + what, expected + ", as its source says", "mend the data");
        }
    }

    private Side side(Modality modality, List<Content> contents, SplittableRandom random) {
        Tower tower = towers.get(modality);
        if (tower == null) {
            throw new IllegalArgumentException("no tower for " + modality);
        }
        if (!frozen(modality)) {
            return new Side(modality, contents, tower.augment(contents, random));
        }
        List<Prepared> inputs = new ArrayList<>();
        for (Content c : contents) {
            Prepared known = features.get(c);
            inputs.add(known != null ? known : tower.prepare(List.of(c)).get(0));
        }
        return new Side(modality, contents, inputs);
    }
}
