package dev.triptych.mine;

import dev.triptych.data.ReadPairs;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs with the vectors of both sides, and for each anchor what is right for it: two rows with one question have two right answers.
 *
 * @param right numbers of the right candidates, by anchor's key
 */
record Pairings(List<ReadPairs.Item> items, Vectors anchors, Vectors candidates, Map<String, Set<Integer>> right) {

    static Pairings of(List<ReadPairs.Item> items, Encoder<Content> model, Progress progress) {
        List<String> anchorKeys = new ArrayList<>();
        List<String> positiveKeys = new ArrayList<>();
        List<Content> anchors = new ArrayList<>();
        List<Content> positives = new ArrayList<>();
        for (ReadPairs.Item item : items) {
            anchorKeys.add(item.anchorKey());
            positiveKeys.add(item.positiveKey());
            anchors.add(item.anchor());
            positives.add(item.positive());
        }
        Vectors a = Vectors.of("embedding anchors", anchorKeys, anchors, model, progress);
        Vectors p = Vectors.of("embedding positives", positiveKeys, positives, model, progress);
        Map<String, Set<Integer>> right = new HashMap<>();
        for (ReadPairs.Item item : items) {
            right.computeIfAbsent(item.anchorKey(), k -> new HashSet<>()).add(p.number(item.positiveKey()));
        }
        return new Pairings(items, a, p, right);
    }

    Set<Integer> rightOf(ReadPairs.Item item) {
        return right.getOrDefault(item.anchorKey(), Set.of());
    }

    /** {@code [pairs]} of the anchor of each. */
    float[][] queries() {
        return items.stream()
                .map(item -> anchors.vectors()[anchors.number(item.anchorKey())])
                .toArray(float[][]::new);
    }

    int truncated() {
        return anchors.truncated() + candidates.truncated();
    }
}
