package dev.triptych.evaluate;

import dev.triptych.space.Modality;
import dev.triptych.space.Similarity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers what a page draws, of one group of items after the other, and thins it out evenly at the end. */
final class Details {
    private static final int EXAMPLES = 8;
    private static final int POINTS = 400;
    private static final int PAIRS = 2000;
    private static final int CURVE = 100;
    private static final long SEED = 4;
    private static final Comparator<Rated> BEST_FIRST = Comparator.comparingDouble(Rated::badness);

    private final List<Float> right = new ArrayList<>();
    private final List<Float> wrong = new ArrayList<>();
    private final Map<String, double[]> curves = new LinkedHashMap<>();
    private final List<Rated> rated = new ArrayList<>();
    private final Map<Modality, List<Point>> points = new EnumMap<>(Modality.class);

    /** Cosines of a right answer of each query, and of a wrong one drawn at random. */
    void similarities(float[][] queries, float[][] candidates, IntFunction<int[]> own) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int q : thinned(queries.length, PAIRS)) {
            int[] answers = own.apply(q);
            right.add(Similarity.cosine(queries[q], candidates[answers[0]]));
            int other = random.nextInt(candidates.length);
            if (Arrays.stream(answers).noneMatch(a -> a == other)) {
                wrong.add(Similarity.cosine(queries[q], candidates[other]));
            }
        }
    }

    /** A cosine of a pair that is right, or of one that is wrong. */
    void similarity(boolean isRight, float cosine) {
        (isRight ? right : wrong).add(cosine);
    }

    /** The recall at 1 to 100, from the rank of the first right answer of each query. */
    void curve(String name, int[] ranks) {
        curves.put(
                name,
                IntStream.rangeClosed(1, CURVE)
                        .mapToDouble(k -> Metrics.hitAt(ranks, k))
                        .toArray());
    }

    /** The queries whose right answer stands first with the highest scores, and those where it stands last. */
    void examples(Ranked ranked, IntFunction<Example> example) {
        // The rank decides; the score, squeezed to less than one rank, among equals.
        examples(ranked.queries(), example, q -> ranked.firsts()[q] - 1 / (1 + Math.exp(-ranked.scores()[q])));
    }

    /** The items of the least and of the most badness. */
    void examples(int items, IntFunction<Example> example, IntToDoubleFunction badness) {
        List<Rated> sorted = IntStream.range(0, items)
                .mapToObj(i -> new Rated(example.apply(i), badness.applyAsDouble(i)))
                .sorted(BEST_FIRST)
                .toList();
        int best = Math.min(EXAMPLES, items);
        rated.addAll(sorted.subList(0, best));
        rated.addAll(sorted.subList(Math.max(best, items - EXAMPLES), items));
    }

    private record Rated(Example example, double badness) {}

    private static List<Example> first(List<Rated> rated, Comparator<Rated> order) {
        return rated.stream()
                .sorted(order)
                .limit(Math.min(EXAMPLES, rated.size() / 2))
                .map(Rated::example)
                .toList();
    }

    /** Items of one modality, for the map. */
    void points(Modality modality, float[][] vectors, IntFunction<String> label) {
        points(modality, vectors, label, i -> null);
    }

    /** Items of one modality, for the map, with their pictures. */
    void points(Modality modality, float[][] vectors, IntFunction<String> label, IntFunction<@Nullable Path> picture) {
        List<Point> all = points.computeIfAbsent(modality, m -> new ArrayList<>());
        for (int i : thinned(vectors.length, POINTS)) {
            all.add(new Point(modality, label.apply(i), picture.apply(i), vectors[i]));
        }
    }

    Detail detail() {
        return new Detail(
                thinned(right),
                thinned(wrong),
                curves,
                first(rated, BEST_FIRST),
                first(rated, BEST_FIRST.reversed()),
                points.values().stream()
                        .flatMap(all ->
                                Arrays.stream(thinned(all.size(), POINTS)).mapToObj(all::get))
                        .toList());
    }

    private static float[] thinned(List<Float> values) {
        int[] kept = thinned(values.size(), PAIRS);
        float[] thin = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            thin[i] = values.get(kept[i]);
        }
        return thin;
    }

    /** At most so many places, evenly spread. */
    static int[] thinned(int items, int most) {
        int kept = Math.min(items, most);
        return IntStream.range(0, kept)
                .map(i -> (int) ((long) i * items / kept))
                .toArray();
    }
}
