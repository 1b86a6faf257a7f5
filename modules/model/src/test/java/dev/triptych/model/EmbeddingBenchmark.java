package dev.triptych.model;

import dev.triptych.space.Content;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Texts and pictures embedded per second, after one pass to warm up; the best of three passes. {@code src/test/python/speed_reference.py}
 * measures on the same inputs what a user would take instead.
 */
public final class EmbeddingBenchmark {
    private static final int PASSES = 3;

    private EmbeddingBenchmark() {}

    /**
     * Measures.
     *
     * @param args a model folder, a file with a text to a line, a folder of pictures
     */
    public static void main(String[] args) throws IOException {
        List<Content> texts = Files.readAllLines(Path.of(args[1])).stream()
                .filter(line -> !line.isBlank())
                .map(line -> (Content) Text.of(line))
                .toList();
        List<Content> pictures;
        try (Stream<Path> files = Files.list(Path.of(args[2]))) {
            pictures =
                    files.sorted().limit(500).map(f -> (Content) Picture.of(f)).toList();
        }
        try (Triptych space = Triptych.load(Path.of(args[0]))) {
            measure(space, "texts", texts);
            measure(space, "pictures", pictures);
        }
    }

    private static void measure(Triptych space, String what, List<Content> inputs) {
        space.embed(inputs);
        double best = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            space.embed(inputs);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%d %s: %.0f/s%n", inputs.size(), what, inputs.size() / best);
    }
}
