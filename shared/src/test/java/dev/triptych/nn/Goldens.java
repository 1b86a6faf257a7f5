package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The reference libraries' answers, and how ours are compared with them. */
final class Goldens {
    static final Path FOLDER = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final double TOLERANCE = 1e-5;

    private Goldens() {}

    static JsonNode read(String file) throws IOException {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.isRegularFile(path), "skipped: no reference answers at " + path);
        return new ObjectMapper().readTree(path.toFile());
    }

    static void require(String name) {
        assumeTrue(Files.isDirectory(FOLDER.resolve(name)), "skipped: no folder " + name);
    }

    static SequenceEncoder open(String name, SequenceEncoder.Options options) {
        require(name);
        return SequenceEncoder.open(FOLDER.resolve(name), options);
    }

    /** A copy that a test may change. */
    static Path copy(String name, Path target) throws IOException {
        require(name);
        try (Stream<Path> files = Files.walk(FOLDER.resolve(name))) {
            for (Path file : files.toList()) {
                Path to = target.resolve(FOLDER.resolve(name).relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return target;
    }

    static List<String> texts(JsonNode golden) {
        List<String> texts = new ArrayList<>();
        golden.get("texts").forEach(t -> texts.add(t.asText()));
        return texts;
    }

    static float[][] encode(SequenceEncoder encoder, List<String> texts) {
        try (NDManager scope = Kernels.get().newManager()) {
            return rows(encoder.forward(scope, encoder.tokenize(texts), false));
        }
    }

    static float[][] rows(NDArray matrix) {
        float[] flat = matrix.toFloatArray();
        int width = (int) matrix.getShape().get(1);
        float[][] rows = new float[flat.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width));
        return rows;
    }

    static double[][] rows(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            JsonNode row = node.get(i);
            rows[i] = new double[row.size()];
            for (int j = 0; j < row.size(); j++) {
                rows[i][j] = row.get(j).asDouble();
            }
        }
        return rows;
    }

    /** Towers always answer unit vectors; a folder without a Normalize module does not. A vector of zeros stays. */
    static double[][] unit(double[][] rows) {
        for (double[] row : rows) {
            double norm = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
            for (int j = 0; j < row.length && norm > 0; j++) {
                row[j] /= norm;
            }
        }
        return rows;
    }

    static void compare(String what, float[][] ours, double[][] expected) {
        assertThat(ours).as(what).hasDimensions(expected.length, expected[0].length);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            for (int j = 0; j < ours[i].length; j++) {
                // Written so that NaN is the worst.
                double difference = Math.abs(ours[i][j] - expected[i][j]);
                worst = difference <= worst ? worst : difference;
            }
        }
        System.out.printf("%s: largest difference %.1e%n", what, worst);
        assertThat(worst).as("%s: largest difference", what).isLessThanOrEqualTo(TOLERANCE);
    }
}
