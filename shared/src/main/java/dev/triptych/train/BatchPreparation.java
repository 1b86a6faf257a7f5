package dev.triptych.train;

import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Turns the pairs of a step into what the towers take. It runs beside the step before, and is a function of the step's seed alone.
 *
 * <p>What a frozen tower has answered once is kept and never computed again.
 */
final class BatchPreparation {
    /** Both sides of a batch. */
    record Batch(
            BatchPlanner.Step step,
            List<Content> anchors,
            List<Content> positives,
            long[] groups,
            Side anchor,
            Side positive) {}

    /** One side: what the tower takes; a content that a frozen tower has seen comes as its features. */
    record Side(Modality modality, List<Prepared> inputs) {}

    /** With vectors of 384 numbers about 800 MB. */
    private static final int MOST_REMEMBERED = 500_000;

    private final Map<Modality, Tower> towers;
    private final Set<String> learning;
    private final Map<Content, Prepared> features = Collections.synchronizedMap(new HashMap<>());

    BatchPreparation(Map<Modality, Tower> towers, Set<String> learning) {
        this.towers = towers;
        this.learning = learning;
    }

    boolean frozen(Modality modality) {
        return !learning.contains(modality.id());
    }

    /** Equal contents are one, also when a source reads them anew for each draw. Data larger than memory is computed again in part. */
    void remember(Content content, Prepared answer) {
        if (features.size() < MOST_REMEMBERED) {
            features.put(content, answer);
        }
    }

    Batch prepare(BatchPlanner.Step step, PairSource source) {
        SplittableRandom random = new SplittableRandom(step.seed());
        List<Content> anchors = new ArrayList<>();
        List<Content> positives = new ArrayList<>();
        for (int index : step.pairs()) {
            Pair pair = source.draw(index, random);
            anchors.add(pair.anchor());
            positives.add(pair.positive());
        }
        return new Batch(
                step,
                anchors,
                positives,
                Arrays.stream(step.pairs()).mapToLong(source::group).toArray(),
                side(source.anchors(), anchors, random),
                side(source.positives(), positives, random));
    }

    private Side side(Modality modality, List<Content> contents, SplittableRandom random) {
        Tower tower = towers.get(modality);
        if (tower == null) {
            throw new IllegalArgumentException("no tower for " + modality);
        }
        if (!frozen(modality)) {
            return new Side(modality, tower.augment(contents, random));
        }
        List<Prepared> inputs = new ArrayList<>();
        for (Content c : contents) {
            Prepared known = features.get(c);
            inputs.add(known != null ? known : tower.prepare(List.of(c)).get(0));
        }
        return new Side(modality, inputs);
    }
}
