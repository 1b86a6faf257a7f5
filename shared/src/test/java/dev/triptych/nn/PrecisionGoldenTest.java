package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half the bits change a vector of real weights by less than a thousandth. */
class PrecisionGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    @ParameterizedTest
    @CsvSource({"BFLOAT16, 0.999", "INT8, 0.985"})
    void vectorsOfRealTextsHaveAtLeastThisCosineToTheReferences(Precision precision, float least) throws IOException {
        Path file = GOLDENS.resolve("real/minilm.json");
        assumeTrue(Files.isRegularFile(file), "skipped: no reference answers at " + file);
        JsonNode golden = new ObjectMapper().readTree(file.toFile());
        Path folder = GOLDENS.resolve("../models").resolve(golden.get("model").asText());
        assumeTrue(Files.isDirectory(folder), "skipped: the real weights are not at " + folder);
        List<String> texts = new ArrayList<>();
        golden.get("texts").forEach(t -> texts.add(t.asText()));
        try (SequenceEncoder exact = SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT);
                SequenceEncoder narrow = SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT.in(precision))) {
            float[][] full = encode(exact, texts);
            float[][] half = encode(narrow, texts);
            double largest = 0;
            for (int i = 0; i < half.length; i++) {
                float[] expected = new float[half[i].length];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] = (float) golden.get("embedding").get(i).get(j).asDouble();
                    largest = Math.max(largest, Math.abs(half[i][j] - full[i][j]));
                }
                assertThat(Similarity.cosine(half[i], expected))
                        .as("text %d", i)
                        .isGreaterThanOrEqualTo(least);
            }
            assertThat(largest).as("%s is used at all", precision).isGreaterThan(1e-5);
        }
    }

    @Test
    void autoIsOneOfTheTwoAndStaysWhatItIs() {
        assertThat(FasterPrecision.get())
                .isIn(Precision.FLOAT32, Precision.BFLOAT16)
                .isEqualTo(FasterPrecision.get());
    }

    private static float[][] encode(SequenceEncoder encoder, List<String> texts) {
        List<Prepared.Tokens> tokens = encoder.tokenize(texts);
        try (NDManager scope = Kernels.get().newManager()) {
            float[] flat = encoder.forward(scope, tokens, false).toFloatArray();
            float[][] rows = new float[tokens.size()][encoder.width()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(flat, i * encoder.width(), rows[i], 0, encoder.width());
            }
            return rows;
        }
    }
}
