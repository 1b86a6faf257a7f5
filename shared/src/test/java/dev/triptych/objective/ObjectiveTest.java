package dev.triptych.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final int ROWS = 4;
    private static final int WIDTH = 5;

    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
    private final float[] a = random(1);
    private final float[] b = random(2);

    @AfterEach
    void close() {
        manager.close();
    }

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private NDArray rows(float[] values) {
        return manager.create(values, new Shape(values.length / WIDTH, WIDTH));
    }

    private static double cosine(float[] x, int i, float[] y, int j) {
        double dot = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < WIDTH; k++) {
            dot += (double) x[i * WIDTH + k] * y[j * WIDTH + k];
            xx += (double) x[i * WIDTH + k] * x[i * WIDTH + k];
            yy += (double) y[j * WIDTH + k] * y[j * WIDTH + k];
        }
        return dot / Math.sqrt(xx * yy);
    }

    @Test
    void alignmentIsOneMinusTheMeanCosineOfThePairs() {
        double cosines = 0;
        for (int i = 0; i < ROWS; i++) {
            cosines += cosine(a, i, b, i) / ROWS;
        }
        assertThat(new Alignment().loss(Batch.of(rows(a), rows(b))).getFloat())
                .isCloseTo((float) (1 - cosines), within(1e-6f));
        assertThat(new Alignment().loss(Batch.of(rows(a), rows(a))).getFloat()).isCloseTo(0, within(1e-6f));
    }

    /** The definition, written as sums; {@code groups} as in {@link Batch#withGroups}. */
    private static double defined(float[] x, float[] y, double scale, long... groups) {
        double loss = 0;
        for (int i = 0; i < ROWS; i++) {
            double sum = 0;
            for (int j = 0; j < ROWS; j++) {
                if (i == j || groups[i] != groups[j]) {
                    sum += Math.exp(scale * cosine(x, i, y, j));
                }
            }
            loss += Math.log(sum) - scale * cosine(x, i, y, i);
        }
        return loss / ROWS;
    }

    @Test
    void pairsOfTheSameGroupAreNotNegativesOfEachOtherEitherWay() {
        long[] groups = {7, 8, 7, 9};
        Batch batch = Batch.of(rows(a), rows(b)).withGroups(groups);
        double oneWay = defined(a, b, 5, groups);
        double otherWay = defined(b, a, 5, groups);
        assertThat((double) new InfoNce(5, false).loss(batch).getFloat()).isCloseTo(oneWay, within(1e-5));
        assertThat((double) new InfoNce(5, true).loss(batch).getFloat())
                .isCloseTo((oneWay + otherWay) / 2, within(1e-5));
        NDArray logScale = manager.create((float) Math.log(5));
        assertThat((double) new Clip().loss(batch.withLogScale(logScale)).getFloat())
                .isCloseTo((oneWay + otherWay) / 2, within(1e-5));
        assertThat(oneWay).isLessThan(defined(a, b, 5, 0, 1, 2, 3) - 1e-3);
    }

    @Test
    void aBatchOfOneGroupLosesNothingAndHasFiniteGradients() {
        NDArray anchors = rows(a);
        anchors.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = new InfoNce(20, true).loss(Batch.of(anchors, rows(b)).withGroups(1, 1, 1, 1));
            assertThat(loss.getFloat()).isZero();
            collector.backward(loss);
        }
        try (NDArray gradient = anchors.getGradient()) {
            assertThat(gradient.toFloatArray()).containsOnly(0f);
        }
    }

    @Test
    void hardNegativesStayInTheFirstDirectionOfTheSymmetricForm() {
        NDArray negatives = rows(random(3));
        InfoNce one = new InfoNce(20, false);
        double forward =
                one.loss(Batch.of(rows(a), rows(b)).withNegatives(negatives)).getFloat();
        double backward = one.loss(Batch.of(rows(b), rows(a))).getFloat();
        double both = new InfoNce(20, true)
                .loss(Batch.of(rows(a), rows(b)).withNegatives(negatives))
                .getFloat();
        assertThat(both).isCloseTo((forward + backward) / 2, within(1e-5));
    }

    @Test
    void theLearnedScaleGetsTheGradientOfFiniteDifferences() {
        float at = 1.5f;
        NDArray logScale = manager.create(at);
        logScale.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = new Clip().loss(Batch.of(rows(a), rows(b)).withLogScale(logScale));
            System.gc();
            collector.backward(loss);
        }
        double step = 1e-5;
        double slope = (both(at + step) - both(at - step)) / (2 * step);
        try (NDArray gradient = logScale.getGradient()) {
            assertThat((double) gradient.getFloat()).isCloseTo(slope, within(1e-4));
        }
    }

    private double both(double logScale) {
        double scale = Math.exp(logScale);
        return (defined(a, b, scale, 0, 1, 2, 3) + defined(b, a, scale, 0, 1, 2, 3)) / 2;
    }

    @Test
    void nothingOfALossStaysBehindWhenTheStepsManagerCloses() {
        NDArray logScale = manager.create(1f);
        int before = manager.getManagedArrays().size();
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(a, new Shape(ROWS, WIDTH));
            NDArray y = step.create(b, new Shape(ROWS, WIDTH));
            new Clip().loss(Batch.of(x, y).withLogScale(logScale).withGroups(1, 1, 2, 3));
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void shapesThatDoNotBelongTogetherAreNamed() {
        NDArray three = manager.zeros(new Shape(3, WIDTH));
        NDArray narrow = manager.zeros(new Shape(3, 2));
        Batch batch = Batch.of(rows(a), rows(b));
        assertThatThrownBy(() -> Batch.of(rows(a), three)).hasMessageContaining("positives");
        assertThatThrownBy(() -> batch.withNegatives(narrow)).hasMessageContaining("negatives");
        assertThatThrownBy(() -> batch.withGroups(1, 2)).hasMessageContaining("groups");
        assertThatThrownBy(() -> batch.withLogScale(three)).hasMessageContaining("logScale");
        assertThatThrownBy(() -> new Clip().loss(batch)).hasMessageContaining("logScale");
        for (double scale : List.of(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThatThrownBy(() -> new InfoNce(scale, true)).hasMessageContaining("scale");
        }
    }

    @Test
    void theLogScaleIsHeldBetweenOneAndAHundred() {
        assertThat(Clip.clamped(-3)).isZero();
        assertThat(Clip.clamped(2)).isEqualTo(2);
        assertThat(Math.exp(Clip.clamped(9))).isCloseTo(100, within(1e-9));
    }
}
