package dev.triptych.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantizationTest {

    @Test
    void aByteIsTheStepWithinTheRangeThatTheComponentHasAmongTheInputs() {
        float[][] vectors = {{-1, 5, 0}, {1, 5, .25f}, {0, 5, 1}};
        // numpy in float32: ((x - low) / ((high - low) / 255) - 128).astype(int8); what is a little less than 255 loses
        // its fraction.
        assertThat(Quantization.INT8.of(vectors))
                .isDeepEqualTo(new byte[][] {{-128, -128, -128}, {126, -128, -64}, {0, -128, 126}});
    }

    @Test
    void bitsSayWhatIsAboveZeroFromTheHighestOnAndLoseOneHundredAndTwentyEight() {
        float[][] vectors = {{.1f, -.1f, 0, .2f, -1, -1, -1, 1, 1}};
        // numpy: packbits([1,0,0,1,0,0,0,1, 1]) = [145, 128]; minus 128
        assertThat(Quantization.BINARY.of(vectors)).isDeepEqualTo(new byte[][] {{17, 0}});
    }

    @Test
    void nothingGivesNothing() {
        for (Quantization quantization : Quantization.values()) {
            assertThat(quantization.of(new float[0][])).isEmpty();
        }
    }
}
