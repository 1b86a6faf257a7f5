package dev.triptych.checkpoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names that someone who wrote a wrong one may have meant. */
public final class NearNames {
    private static final int SHOWN = 3;
    /** Enough for every published model; a hostile file does not make an error message slow. */
    private static final int LOOKED_AT = 5_000;

    private static final int LONGEST = 200;

    private record Candidate(String name, int distance) {}

    private NearNames() {}

    /** Up to three names: those that differ by a prefix only come first, then by edit distance. */
    static List<String> of(String wanted, Collection<String> known) {
        return known.stream()
                .limit(LOOKED_AT)
                .map(name -> new Candidate(name, prefixed(wanted, name) ? -1 : distance(cut(wanted), cut(name))))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .toList();
    }

    private static boolean prefixed(String a, String b) {
        return a.endsWith("." + b) || b.endsWith("." + a);
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    /** Levenshtein's distance, one row at a time. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
