package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    /** The definition of binary16, in exact arithmetic. */
    private static double exactHalf(int bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
        return (bits & 0x8000) != 0 ? -magnitude : magnitude;
    }

    /** The neighbour that is nearer, the even one of two equally near; found by search over all finite halves. */
    private static int exactRounding(double value) {
        int low = 0;
        int high = 0x7c00; // stands for 2^16, where the next half would be
        double magnitude = Math.abs(value);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (exactHalf(middle) <= magnitude) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double top = high == 0x7c00 ? 65536 : exactHalf(high);
        BigDecimal below = new BigDecimal(magnitude).subtract(new BigDecimal(exactHalf(low)));
        BigDecimal above = new BigDecimal(top).subtract(new BigDecimal(magnitude));
        int order = below.compareTo(above);
        int nearest = order < 0 || (order == 0 && low % 2 == 0) ? low : high;
        return (Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0) | nearest;
    }

    @Test
    void everyHalfReadsAsTheValueItsBitsDefine() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float read = HalfPrecision.fromFloat16((short) bits);
            if ((bits & 0x7c00) != 0x7c00) {
                assertThat(Double.compare(read, exactHalf(bits)))
                        .as("%04x", bits)
                        .isZero();
            } else if ((bits & 0x3ff) == 0) {
                assertThat(read).isEqualTo(bits == 0x7c00 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY);
            } else {
                assertThat(read).as("%04x", bits).isNaN();
            }
        }
    }

    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float read = HalfPrecision.fromFloat16((short) bits);
            short back = HalfPrecision.toFloat16(read);
            if (Float.isNaN(read)) {
                assertThat(HalfPrecision.fromFloat16(back)).isNaN();
            } else {
                assertThat(back).as("%04x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyBfloat16ReadsAsTheUpperHalfOfAFloatAndSurvives() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float read = HalfPrecision.fromBfloat16((short) bits);
            assertThat(Float.floatToRawIntBits(read)).isEqualTo(bits << 16);
            short back = HalfPrecision.toBfloat16(read);
            if (Float.isNaN(read)) {
                assertThat(HalfPrecision.fromBfloat16(back)).isNaN();
            } else {
                assertThat(back).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void floatsBetweenTwoHalvesGoToTheNearerAndTiesToTheEvenOne() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            double low = exactHalf(bits);
            double high = bits == 0x7bff ? 65536 : exactHalf(bits + 1);
            float tie = (float) ((low + high) / 2);
            for (float value : new float[] {tie, Math.nextUp(tie), Math.nextDown(tie)}) {
                assertThat(HalfPrecision.toFloat16(value) & 0xffff)
                        .as("%a", value)
                        .isEqualTo(exactRounding(value));
                assertThat(HalfPrecision.toFloat16(-value) & 0xffff)
                        .as("%a", -value)
                        .isEqualTo(exactRounding(-value));
            }
        }
    }

    @Test
    void floatsBetweenTwoBfloat16GoToTheNearerAndTiesToTheEvenOne() {
        for (int bits = 0; bits < 0x7f80; bits++) {
            int tie = (bits << 16) | 0x8000;
            int even = bits + (bits & 1);
            assertThat(HalfPrecision.toBfloat16(Float.intBitsToFloat(tie))).isEqualTo((short) even);
            assertThat(HalfPrecision.toBfloat16(Float.intBitsToFloat(tie - 1))).isEqualTo((short) bits);
            assertThat(HalfPrecision.toBfloat16(Float.intBitsToFloat(tie + 1))).isEqualTo((short) (bits + 1));
        }
    }

    @Test
    void theSmallestFloatsBecomeZeroAndTheLargestInfinityWithTheirSigns() {
        assertThat(HalfPrecision.toFloat16(Float.MIN_VALUE)).isZero();
        assertThat(HalfPrecision.toFloat16(-0f)).isEqualTo((short) 0x8000);
        assertThat(HalfPrecision.toFloat16(-Float.MAX_VALUE)).isEqualTo((short) 0xfc00);
        assertThat(HalfPrecision.toFloat16(65519.996f)).isEqualTo((short) 0x7bff);
        assertThat(HalfPrecision.toFloat16(65520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfPrecision.toBfloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
    }
}
