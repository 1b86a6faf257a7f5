package dev.triptych.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A short signature of a piece of source by which copies are known: MinHash (Broder 1997) of its runs of three tokens, so that line breaks
 * and blanks do not count. The share of equal bytes estimates the share of runs that two pieces have in common.
 */
final class Likeness {
    private static final int BYTES = 32;
    /** Of 32: some nine runs of ten in common. One changed token in a body of sixty. */
    private static final int ALIKE = 28;

    private static final int RUN = 3;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_$]+|\\S");

    private Likeness() {}

    static byte[] of(String source) {
        List<String> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(source);
        while (m.find()) {
            tokens.add(m.group());
        }
        long[] least = new long[BYTES];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int i = 0; i == 0 || i + RUN <= tokens.size(); i++) {
            long run = tokens.subList(Math.min(i, tokens.size()), Math.min(tokens.size(), i + RUN))
                    .hashCode();
            for (int b = 0; b < BYTES; b++) {
                least[b] = Math.min(least[b], mixed(run * BYTES + b));
            }
        }
        byte[] signature = new byte[BYTES];
        for (int b = 0; b < BYTES; b++) {
            signature[b] = (byte) least[b];
        }
        return signature;
    }

    /** Never of two that have no signature. */
    static boolean alike(byte[] one, byte[] other) {
        int equal = 0;
        for (int b = 0; b < Math.min(one.length, other.length); b++) {
            equal += one[b] == other[b] ? 1 : 0;
        }
        return equal >= ALIKE;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long x) {
        long z = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
