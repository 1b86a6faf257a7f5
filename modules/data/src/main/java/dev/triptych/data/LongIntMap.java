package dev.triptych.data;

import java.util.Arrays;

/** From 64-bit hashes to numbers, 12 bytes a slot: millions of rows do not fit with an object each. */
final class LongIntMap {
    private static final int NONE = -1;
    private static final int SMALLEST = 1 << 10;

    private long[] keys = new long[SMALLEST];
    private int[] values = empty(SMALLEST);
    private int size;

    private static int[] empty(int slots) {
        int[] all = new int[slots];
        Arrays.fill(all, NONE);
        return all;
    }

    /** The number of this key; if it is new, it gets this one. */
    int putIfAbsent(long key, int value) {
        int slot = slot(keys, values, key);
        if (values[slot] != NONE) {
            return values[slot];
        }
        keys[slot] = key;
        values[slot] = value;
        if (++size * 4L > values.length * 3L) {
            grow();
        }
        return value;
    }

    int getOrDefault(long key, int otherwise) {
        int value = values[slot(keys, values, key)];
        return value == NONE ? otherwise : value;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreValues = empty(moreKeys.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != NONE) {
                int slot = slot(moreKeys, moreValues, keys[i]);
                moreKeys[slot] = keys[i];
                moreValues[slot] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }

    private static int slot(long[] keys, int[] values, long key) {
        int mask = values.length - 1;
        int slot = (int) (key ^ (key >>> 32)) & mask;
        while (values[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
