package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.nn.Augmentation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    /** Grey levels as they are, red growing to the right. */
    private static final Preprocessing PLAIN = new Preprocessing(
            new Resize.ShortestEdge(20),
            16,
            16,
            ResampleFilter.BILINEAR,
            1,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));

    private static final Pixels SLOPE = Samples.slope(64, 48);

    @Test
    void whatIsSwitchedOffIsNotDone() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            assertThat(PLAIN.augment(SLOPE, Augmentation.NONE, random)).isEqualTo(PLAIN.apply(SLOPE));
            float[] cropped = PLAIN.augment(SLOPE, new Augmentation(0.3, 0.5, false, 0), random);
            assertThat(cropped[0]).as("left of right").isLessThan(cropped[15]);
        }
    }

    @Test
    void cropsAreAsLargeAsTheyMayBe() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Area part = RandomCrop.draw(500, 375, 0.2, 0.4, random);
            assertThat(part.width() * part.height() / (500.0 * 375)).isBetween(0.19, 0.41);
        }
    }

    @Test
    void coloursChangeByTheSeedAloneAndByNoMoreThanAsked() {
        Augmentation colour = new Augmentation(1, 1, false, 0.2);
        assertThat(PLAIN.augment(SLOPE, colour, new Random(7))).isEqualTo(PLAIN.augment(SLOPE, colour, new Random(7)));
        assertThat(PLAIN.augment(SLOPE, colour, new Random(7)))
                .isNotEqualTo(PLAIN.augment(SLOPE, colour, new Random(8)));
        Random random = new Random(1);
        double least = 1;
        double most = 1;
        for (int i = 0; i < 500; i++) {
            ColourJitter drawn = ColourJitter.draw(0.2, random);
            for (double factor : new double[] {drawn.brightness(), drawn.contrast(), drawn.saturation()}) {
                least = Math.min(least, factor);
                most = Math.max(most, factor);
            }
        }
        assertThat(least).isBetween(0.8, 0.81);
        assertThat(most).isBetween(1.19, 1.2);
    }

    @Test
    void eachColourFactorDoesWhatTorchvisionSays() {
        Pixels two = new Pixels(2, 1, new byte[] {100, 50, 20, (byte) 200, (byte) 200, (byte) 200});
        assertThat(levels(new ColourJitter(1, 1, 1).of(two))).containsExactly(100, 50, 20, 200, 200, 200);
        assertThat(levels(new ColourJitter(1.5, 1, 1).of(two))).containsExactly(150, 75, 30, 255, 255, 255);
        // Without saturation everything is its grey: .2989 * 100 + .587 * 50 + .114 * 20 = 61.52, and white stays so.
        assertThat(levels(new ColourJitter(1, 1, 0).of(two))).containsExactly(62, 62, 62, 200, 200, 200);
        // Without contrast everything is the mean of 61.52 and 199.98.
        assertThat(levels(new ColourJitter(1, 0, 1).of(two))).containsExactly(131, 131, 131, 131, 131, 131);
        assertThat(levels(new ColourJitter(1, 1.2, 1).of(two))).containsExactly(94, 34, 0, 214, 214, 214);
    }

    private static int[] levels(Pixels picture) {
        int[] levels = new int[picture.rgb().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = picture.rgb()[i] & 0xFF;
        }
        return levels;
    }
}
