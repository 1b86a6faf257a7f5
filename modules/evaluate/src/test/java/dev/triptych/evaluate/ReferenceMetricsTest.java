package dev.triptych.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.evaluate.Bootstrap.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against pytrec_eval, scikit-learn, scipy and numpy, on random inputs with ties: src/test/python/reference_metrics.py. */
class ReferenceMetricsTest {
    private static final double EXACT = 1e-9;

    private final JsonNode reference = read();

    private static JsonNode read() {
        try (InputStream in = ReferenceMetricsTest.class.getResourceAsStream("reference-metrics.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static int[] ints(JsonNode array) {
        return Arrays.stream(doubles(array)).mapToInt(x -> (int) x).toArray();
    }

    private static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) array.get(i).asDouble();
        }
        return floats;
    }

    private static float[][] vectors(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(ReferenceMetricsTest::floats)
                .toArray(float[][]::new);
    }

    private static int[] once(int items) {
        int[] counts = new int[items];
        Arrays.fill(counts, 1);
        return counts;
    }

    private static double value(Statistic statistic, int items) {
        return statistic.of(once(items));
    }

    @Test
    void rankedListsGiveTheFiguresOfTrecEval() {
        JsonNode given = reference.path("retrieval");
        float[][] scores = vectors(given.path("scores"));
        double[][] grades = StreamSupport.stream(given.path("grades").spliterator(), false)
                .map(ReferenceMetricsTest::doubles)
                .toArray(double[][]::new);
        int[][] relevant = Arrays.stream(grades)
                .map(g -> IntStream.range(0, g.length).filter(d -> g[d] > 0).toArray())
                .toArray(int[][]::new);
        Ranked ranked = Ranked.of(scores.length, q -> scores[q], q -> relevant[q]);
        Map<String, Statistic> ours = Map.of(
                "ndcg@10",
                ranked.mean(q -> Metrics.ndcgAt(
                        ranked.ranks()[q],
                        IntStream.of(relevant[q]).mapToDouble(d -> grades[q][d]).toArray(),
                        10)),
                "map@1000",
                ranked.mean(q -> Metrics.averagePrecisionAt(ranked.ranks()[q], 1000)),
                "recall@5",
                ranked.recallAt(5),
                "recall@30",
                ranked.recallAt(30),
                "hit@5",
                ranked.hitAt(5),
                "mrr@10",
                ranked.mrrAt(10));
        ours.forEach((name, statistic) -> assertThat(value(statistic, scores.length))
                .as(name)
                .isEqualTo(given.path(name).doubleValue(), within(EXACT)));
    }

    @Test
    void figuresOfClassesAreThoseOfScikitLearnAlsoOfResamples() {
        JsonNode given = reference.path("classes");
        int[] right = ints(given.path("right"));
        int[] predicted = ints(given.path("predicted"));
        int[] counts = ints(given.path("counts"));
        Map<String, Statistic> ours = Map.of(
                "macro_f1", Metrics.macroF1(right, predicted),
                "accuracy", Metrics.accuracy(right, predicted),
                "v_measure", Metrics.vMeasure(right, predicted));
        ours.forEach((name, statistic) -> {
            assertThat(value(statistic, right.length))
                    .as(name)
                    .isEqualTo(given.path(name).path("plain").doubleValue(), within(EXACT));
            assertThat(statistic.of(counts))
                    .as(name + " of a resample")
                    .isEqualTo(given.path(name).path("resampled").doubleValue(), within(EXACT));
        });
    }

    @Test
    void weightedF1IsThatOfScikitLearn() {
        JsonNode given = reference.path("classes");
        int[] right = ints(given.path("right"));
        assertThat(value(Metrics.weightedF1(right, ints(given.path("predicted"))), right.length))
                .isEqualTo(given.at("/weighted_f1/plain").doubleValue(), within(EXACT));
    }

    @Test
    void bitextF1IsThatOfMteb() {
        int[] nearest = ints(reference.at("/bitext/nearest"));
        int[] own = IntStream.range(0, nearest.length).toArray();
        assertThat(value(Metrics.weightedF1(own, nearest), own.length))
                .isEqualTo(reference.at("/bitext/f1").doubleValue(), within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "resampled"})
    void figuresOfPairsAreThoseOfScikitLearnAndScipy(String sample) {
        JsonNode given = reference.path("pairs");
        double[] cosines = doubles(given.path("cosines"));
        boolean[] positive = new boolean[cosines.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = given.path("positive").get(i).booleanValue();
        }
        int[] counts = sample.equals("plain") ? once(cosines.length) : ints(given.path("counts"));
        Thresholds thresholds = new Thresholds(cosines, positive);
        JsonNode expected = given.path(sample);
        assertThat(thresholds.averagePrecision(counts))
                .isEqualTo(expected.path("ap").doubleValue(), within(EXACT));
        assertThat(thresholds.bestF1(counts)).isEqualTo(expected.path("f1").doubleValue(), within(EXACT));
        assertThat(thresholds.bestAccuracy(counts))
                .isEqualTo(expected.path("accuracy").doubleValue(), within(EXACT));
        assertThat(Metrics.spearmanOf(cosines, doubles(given.path("gold"))).of(counts))
                .isEqualTo(expected.path("spearman").doubleValue(), within(EXACT));
    }

    @Test
    void intervalIsNumpysPercentilesOfTheResamples() {
        double[] gold = doubles(reference.at("/pairs/gold"));
        double[] values = new double[1 + gold.length];
        System.arraycopy(gold, 0, values, 1, gold.length);
        values[0] = 1000;
        double[] expected = doubles(reference.at("/pairs/percentiles"));
        assertThat(Bootstrap.interval(values).low()).isEqualTo(expected[0], within(EXACT));
        assertThat(Bootstrap.interval(values).high()).isEqualTo(expected[1], within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4"})
    void probePredictsAsScikitLearn(String classes) {
        JsonNode given = reference.at("/probes/" + classes);
        float[][] vectors = vectors(given.path("vectors"));
        int[] labels = ints(given.path("labels"));
        int train = given.path("train").intValue();
        LogisticRegression probe = LogisticRegression.train(
                Arrays.copyOf(vectors, train), Arrays.copyOf(labels, train), Integer.parseInt(classes));
        int[] right = Arrays.copyOfRange(labels, train, labels.length);
        int[] predicted = Arrays.stream(vectors, train, vectors.length)
                .mapToInt(probe::predict)
                .toArray();
        assertThat(predicted).isEqualTo(ints(given.path("predicted")));
        double[] advantage = Arrays.stream(vectors, train, vectors.length)
                .map(probe::scores)
                .mapToDouble(scores -> scores[1] - scores[0])
                .toArray();
        assertThat(advantage).containsExactly(doubles(given.path("advantage")), within(1e-4));
        assertThat(value(Metrics.accuracy(right, predicted), right.length))
                .isEqualTo(given.path("accuracy").doubleValue(), within(EXACT));
        assertThat(value(Metrics.macroF1(right, predicted), right.length))
                .isEqualTo(given.path("f1").doubleValue(), within(EXACT));
    }

    @Test
    void clustersAreAsTightAsThoseOfScikitLearn() {
        JsonNode given = reference.path("clusters");
        float[][] vectors = vectors(given.path("vectors"));
        int[] clusters = KMeans.clusters(vectors, 5);
        assertThat(squares(vectors, clusters)).isLessThan(given.path("inertia").doubleValue() * 1.001);
        assertThat(value(Metrics.vMeasure(ints(given.path("labels")), clusters), clusters.length))
                .isEqualTo(given.path("v_measure").doubleValue(), within(0.01));
    }

    private static double squares(float[][] vectors, int[] clusters) {
        int width = vectors[0].length;
        double[][] sums = new double[5][width];
        int[] counts = new int[5];
        for (int i = 0; i < vectors.length; i++) {
            counts[clusters[i]]++;
            for (int d = 0; d < width; d++) {
                sums[clusters[i]][d] += vectors[i][d];
            }
        }
        double squares = 0;
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < width; d++) {
                double apart = vectors[i][d] - sums[clusters[i]][d] / counts[clusters[i]];
                squares += apart * apart;
            }
        }
        return squares;
    }

    @Test
    void geometryIsThatOfTheFormulas() {
        JsonNode given = reference.path("geometry");
        Geometry geometry = new Geometry(vectors(given.path("first")), vectors(given.path("second")));
        Map<String, Statistic> ours = geometry.statistics();
        assertThat(ours).hasSize(given.size() - 2);
        ours.forEach((name, statistic) -> assertThat(value(statistic, geometry.first().length))
                .as(name)
                .isEqualTo(given.path(name).doubleValue(), within(1e-6)));
    }
}
