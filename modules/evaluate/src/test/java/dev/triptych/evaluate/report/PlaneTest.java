package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneTest {

    @Test
    void anEllipseIsSeenAlongItsAxes() {
        // Six wide along (3, 4)/5 and two along (-4, 3)/5, somewhere in the third dimension.
        List<float[]> cross = List.of(at(3, 0), at(-3, 0), at(0, 1), at(0, -1));
        Plane plane = Plane.of(cross);
        assertThat(plane.places()[0]).containsExactly(new double[] {3, 0}, within(1e-5));
        assertThat(plane.places()[1]).containsExactly(new double[] {-3, 0}, within(1e-5));
        assertThat(Math.abs(plane.places()[2][1])).isCloseTo(1, within(1e-5));
        assertThat(plane.share()).isCloseTo(1, within(1e-9));
    }

    private static float[] at(double along, double across) {
        return new float[] {(float) (along * .6 - across * .8 + 10), (float) (along * .8 + across * .6 - 7), 5};
    }

    @Test
    void theShareIsThatOfTheTwoWidestOfManyDirections() {
        // Independent directions with variances 16, 9, 1, 1, 1: the first two hold 25 of 28.
        Random random = new Random(3);
        double[] width = {4, 3, 1, 1, 1};
        List<float[]> cloud = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            float[] point = new float[width.length];
            for (int j = 0; j < width.length; j++) {
                point[j] = (float) (width[j] * random.nextGaussian());
            }
            cloud.add(point);
        }
        Plane plane = Plane.of(cloud);
        assertThat(plane.share()).isCloseTo(25.0 / 28, within(.01));
        double agree = 0;
        for (int i = 0; i < cloud.size(); i++) {
            agree += plane.places()[i][0] * cloud.get(i)[0] / cloud.size();
        }
        assertThat(agree).as("the first axis is the widest direction").isCloseTo(16, within(1.0));
    }

    @Test
    void pointsInOnePlaceAreInTheMiddle() {
        Plane plane = Plane.of(List.of(new float[] {1, 2, 3}, new float[] {1, 2, 3}));
        assertThat(plane.places()).isDeepEqualTo(new double[2][2]);
        assertThat(plane.share()).isZero();
        assertThat(Plane.of(List.of()).places()).isEmpty();
    }

    @Test
    void aLineHasNoSecondDirection() {
        Plane plane = Plane.of(List.of(new float[] {1}, new float[] {2}, new float[] {6}));
        assertThat(plane.places()).isDeepEqualTo(new double[][] {{-2, 0}, {-1, 0}, {3, 0}});
    }
}
