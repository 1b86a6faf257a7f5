package dev.triptych.checkpoint;

/** IEEE 754 binary16 and bfloat16 to and from float32; JDK 17 has neither. Rounding is to nearest, ties to even, as PyTorch does it. */
final class HalfPrecision {
    private static final int FLOAT_INFINITY = 0x7f800000;
    /** 65520: halfway between the largest half, 65504, and the next power of two; rounds to infinity. */
    private static final int FIRST_INFINITE_HALF = 0x477ff000;
    /** 2^-14: the smallest normal half. */
    private static final int SMALLEST_NORMAL_HALF = 0x38800000;

    private HalfPrecision() {}

    static float fromFloat16(short half) {
        int sign = (half & 0x8000) << 16;
        int shifted = (half & 0x7fff) << 13;
        if ((half & 0x7c00) == 0x7c00) {
            return Float.intBitsToFloat(sign | FLOAT_INFINITY | shifted);
        }
        // The exponents' biases differ by 127 - 15 = 112; a multiplication also normalises subnormal halves, exactly.
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(Float.intBitsToFloat(shifted) * 0x1p112f));
    }

    static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        int half;
        if (magnitude > FLOAT_INFINITY) {
            half = 0x7e00 | ((magnitude >>> 13) & 0x3ff); // a NaN stays one even if its payload's low bits are lost
        } else if (magnitude >= FIRST_INFINITE_HALF) {
            half = 0x7c00;
        } else if (magnitude < SMALLEST_NORMAL_HALF) {
            // At 0.5 a float's last bit is 2^-24, a subnormal half's only unit: the addition rounds for us.
            half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3f000000;
        } else {
            half = (magnitude + 0xfff + ((magnitude >>> 13) & 1) - (112 << 23)) >>> 13;
        }
        return (short) (sign | half);
    }

    static float fromBfloat16(short value) {
        return Float.intBitsToFloat(value << 16);
    }

    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7fffffff) > FLOAT_INFINITY) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
