package dev.triptych.model;

import dev.triptych.space.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which known tokens a token of another language translates: the first model of Brown et al. (1993), "The Mathematics of Statistical Machine
 * Translation", by expectation maximisation over pairs of sentences. Every token of the known sentence comes from one token of the other, or
 * from none.
 */
final class TokenAlignment {
    /** Each round lets frequent words explain less of what rare ones explain better; after five little changes. */
    private static final int ROUNDS = 5;

    /** A sentence is read so far: later tokens cost as much as all before them and say little. */
    private static final int LONGEST = 64;

    private static final int NONE = -1;

    private final int vocabulary;
    private final List<int[]> known = new ArrayList<>();
    private final List<int[]> other = new ArrayList<>();
    /** For every couple of tokens that met: its key, open addressing; {@code other * vocabulary + known}. */
    private long[] keys = new long[1 << 16];
    /** How likely the known token is, given the other. */
    private float[] likely = {};

    private int couples;

    /**
     * An alignment without sentences yet.
     *
     * @param vocabulary ids are below it
     */
    TokenAlignment(int vocabulary) {
        this.vocabulary = vocabulary;
        Arrays.fill(keys, NONE);
    }

    /** A known token, and how likely it is the translation. */
    record Translation(int token, float likely) {}

    /** Adds a sentence and its translation, without special tokens. */
    void add(int[] knownTokens, int[] otherTokens) {
        int[] k = shortened(knownTokens);
        // No token at all is the last: what a sentence has without the other saying it.
        int[] o = Arrays.copyOf(shortened(otherTokens), Math.min(LONGEST, otherTokens.length) + 1);
        o[o.length - 1] = vocabulary;
        known.add(k);
        other.add(o);
    }

    private static int[] shortened(int[] tokens) {
        return Arrays.copyOf(tokens, Math.min(LONGEST, tokens.length));
    }

    /** Sentences. */
    int size() {
        return known.size();
    }

    /** Learns from all pairs that were added; {@code rows} then answers. */
    void learn(Progress progress) {
        try (Progress.Task bar = progress.start("aligning", (long) (ROUNDS + 1) * size())) {
            for (int pair = 0; pair < size(); pair++) {
                for (int o : other.get(pair)) {
                    for (int k : known.get(pair)) {
                        add(o, k);
                    }
                }
                bar.advance(1);
            }
            likely = new float[keys.length];
            Arrays.fill(likely, 1);
            for (int round = 0; round < ROUNDS; round++) {
                likely = round(bar);
            }
        }
    }

    private float[] round(Progress.Task bar) {
        float[] counts = new float[keys.length];
        double[] totals = new double[vocabulary + 1];
        for (int pair = 0; pair < size(); pair++) {
            int[] others = other.get(pair);
            int[] slots = new int[others.length];
            for (int k : known.get(pair)) {
                float sum = 0;
                for (int i = 0; i < others.length; i++) {
                    slots[i] = slot(keys, key(others[i], k));
                    sum += likely[slots[i]];
                }
                for (int i = 0; i < others.length && sum > 0; i++) {
                    float part = likely[slots[i]] / sum;
                    counts[slots[i]] += part;
                    totals[others[i]] += part;
                }
            }
            bar.advance(1);
        }
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != NONE) {
                double total = totals[(int) (keys[slot] / vocabulary)];
                counts[slot] = total > 0 ? (float) (counts[slot] / total) : 0;
            }
        }
        return counts;
    }

    /**
     * The likeliest translations of all tokens.
     *
     * @param most of each token
     * @return {@code [vocabulary][at most most]}, likeliest first; none for a token that was not met
     */
    Translation[][] best(int most) {
        Translation[][] best = new Translation[vocabulary][0];
        for (int slot = 0; slot < keys.length; slot++) {
            int token = (int) (keys[slot] / vocabulary);
            if (keys[slot] == NONE || token == vocabulary || likely[slot] <= 0) {
                continue;
            }
            Translation found = new Translation((int) (keys[slot] % vocabulary), likely[slot]);
            Translation[] before = best[token];
            int at = before.length;
            while (at > 0 && behind(before[at - 1], found)) {
                at--;
            }
            if (at < most) {
                Translation[] now = Arrays.copyOf(before, Math.min(most, before.length + 1));
                System.arraycopy(before, at, now, at + 1, now.length - at - 1);
                now[at] = found;
                best[token] = now;
            }
        }
        return best;
    }

    /** The order does not depend on where the table keeps a couple. */
    private static boolean behind(Translation one, Translation other) {
        return one.likely() < other.likely() || (one.likely() == other.likely() && one.token() > other.token());
    }

    private long key(int otherToken, int knownToken) {
        return (long) otherToken * vocabulary + knownToken;
    }

    private void add(int otherToken, int knownToken) {
        long key = key(otherToken, knownToken);
        int slot = slot(keys, key);
        if (keys[slot] == key) {
            return;
        }
        keys[slot] = key;
        if (++couples * 3L > keys.length * 2L) {
            long[] larger = new long[keys.length * 2];
            Arrays.fill(larger, NONE);
            for (long old : keys) {
                if (old != NONE) {
                    larger[slot(larger, old)] = old;
                }
            }
            keys = larger;
        }
    }

    /** Where a key stands, or the free place where it would. */
    private static int slot(long[] keys, long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        int mask = keys.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
