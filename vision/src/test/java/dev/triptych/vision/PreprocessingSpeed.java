package dev.triptych.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Prints processor time per photo; no test by its name, so that it runs only when it is asked for: {@code mvn -pl vision -am test
 * -Dtest=PreprocessingSpeed -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class PreprocessingSpeed {
    private static final int PHOTOS = 100;

    @Test
    void decodingAndPreprocessing() throws IOException {
        Path folder = Path.of(System.getProperty("triptych.shared", "../shared"), "data/flickr8k/images");
        assumeTrue(Files.isDirectory(folder), () -> "no photos in " + folder + ": set -Dtriptych.shared");
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().limit(PHOTOS).toList()) files.add(Files.readAllBytes(path));
        }
        List<Double> half = List.of(0.5, 0.5, 0.5);
        List<Pixels> photos = new ArrayList<>();
        print("decode WebP", () -> {
            photos.clear();
            for (byte[] file : files) photos.add(PictureDecoder.decode("photo", file));
        });
        for (ResampleFilter filter : List.of(ResampleFilter.BILINEAR, ResampleFilter.BICUBIC)) {
            Preprocessing to224 =
                    new Preprocessing(new Resize.ShortestEdge(256), 224, 224, filter, 1 / 255.0, half, half);
            print("preprocess to 224 x 224, " + filter, () -> photos.forEach(to224::apply));
        }
        assertThat(photos).hasSize(PHOTOS);
    }

    /** The fastest of several rounds: the others were disturbed or not compiled yet. */
    private static void print(String what, Runnable round) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            round.run();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        System.err.printf("%s: %.2f ms per photo%n", what, best / 1e6 / PHOTOS);
    }
}
