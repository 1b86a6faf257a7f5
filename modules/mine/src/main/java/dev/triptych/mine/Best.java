package dev.triptych.mine;

import java.util.PriorityQueue;

/** The highest of many scores. */
final class Best {
    private Best() {}

    /** Numbers of the k highest, best first; equal scores by the lower number. */
    static int[] of(float[] scores, int k) {
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>((a, b) -> compare(scores, b, a));
        for (int i = 0; i < scores.length; i++) {
            if (worstFirst.size() < k) {
                worstFirst.add(i);
            } else if (!worstFirst.isEmpty() && compare(scores, i, worstFirst.element()) < 0) {
                worstFirst.remove();
                worstFirst.add(i);
            }
        }
        int[] best = new int[worstFirst.size()];
        for (int i = best.length - 1; i >= 0; i--) {
            best[i] = worstFirst.remove();
        }
        return best;
    }

    private static int compare(float[] scores, int a, int b) {
        int byScore = Float.compare(scores[b], scores[a]);
        return byScore != 0 ? byScore : Integer.compare(a, b);
    }
}
