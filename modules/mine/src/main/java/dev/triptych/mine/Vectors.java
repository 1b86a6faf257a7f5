package dev.triptych.mine;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Contents and their vectors, equal ones once.
 *
 * @param keys {@code [distinct]} in the order in which they came first
 * @param vectors {@code [distinct][width]}
 * @param truncated how many were cut short
 */
record Vectors(List<String> keys, Map<String, Integer> numbers, float[][] vectors, int truncated) {
    private static final int CHUNK = 256;

    /** @param keys what makes two contents equal; contents of one key are embedded once */
    static Vectors of(
            String what, List<String> keys, List<Content> contents, Encoder<Content> model, Progress progress) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> distinct = new ArrayList<>();
        List<Content> once = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (numbers.putIfAbsent(keys.get(i), once.size()) == null) {
                distinct.add(keys.get(i));
                once.add(contents.get(i));
            }
        }
        float[][] vectors = new float[once.size()][];
        int truncated = 0;
        try (Progress.Task bar = progress.start(what, vectors.length)) {
            for (int from = 0; from < vectors.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, vectors.length);
                var answer = model.embed(once.subList(from, to));
                System.arraycopy(answer.vectors(), 0, vectors, from, to - from);
                truncated += answer.truncatedCount();
                bar.advance(to - from);
            }
        }
        return new Vectors(distinct, numbers, vectors, truncated);
    }

    int number(String key) {
        return numbers.getOrDefault(key, -1);
    }
}
