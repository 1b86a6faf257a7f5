package dev.triptych.data;

import java.util.Arrays;

/**
 * Finds out which rows must not meet in a batch: those that share a text, a picture or a named group, also over a third row. A row's
 * keys are 64-bit hashes; two different texts with one hash only never meet.
 */
final class Groups {
    private final LongIntMap owners = new LongIntMap();
    private int[] parents = new int[1 << 10];
    private int rows;

    /** A new row; gives its number. */
    int row() {
        if (rows == parents.length) {
            parents = Arrays.copyOf(parents, rows + (rows >> 1));
        }
        parents[rows] = rows;
        return rows++;
    }

    /** The row has this key. */
    void join(int row, long key) {
        int owner = owners.putIfAbsent(key, row);
        if (owner != row) {
            int a = root(owner);
            int b = root(row);
            // The smaller number leads, so that groups do not depend on the order of joining.
            parents[Math.max(a, b)] = Math.min(a, b);
        }
    }

    private int root(int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** {@code [rows]} the first row of each row's group. */
    int[] finish() {
        int[] groups = new int[rows];
        for (int i = 0; i < rows; i++) {
            groups[i] = root(i);
        }
        return groups;
    }

    static int count(int[] groups) {
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            count += groups[i] == i ? 1 : 0;
        }
        return count;
    }

    /** FNV-1a over UTF-16, finished as in MurmurHash3. */
    static long key(String kind, String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < kind.length(); i++) {
            hash = (hash ^ kind.charAt(i)) * 0x100000001b3L;
        }
        hash *= 0x100000001b3L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
