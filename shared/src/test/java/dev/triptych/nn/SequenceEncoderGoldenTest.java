package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token ids and embeddings of published folders are those of the Python reference libraries. */
class SequenceEncoderGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bert",
                "bert-cased-cls",
                "roberta",
                "xlm-roberta",
                "distilbert",
                "mpnet",
                "modernbert",
                "t5-encoder"
            })
    void plainFoldersGiveTheReferencesTokenIdsAndPooledVectors(String name) throws IOException {
        JsonNode golden = golden(name + "/golden.json");
        Pooling pooling = golden.get("pooling").asText().equals("cls") ? Pooling.CLS : Pooling.MEAN;
        var options =
                new SequenceEncoder.Options(pooling, golden.get("max_length").asInt());
        try (SequenceEncoder encoder = SequenceEncoder.open(GOLDENS.resolve(name), options)) {
            List<Prepared.Tokens> tokens = encoder.tokenize(texts(golden));
            for (int i = 0; i < tokens.size(); i++) {
                assertThat(tokens.get(i).ids())
                        .as("token ids of text %d", i)
                        .isEqualTo(ints(golden.get("input_ids").get(i)));
            }
            compare(encode(encoder, tokens), golden.get("embedding"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"st-classic", "st-dense-normalize"})
    void sentenceTransformersFoldersGiveTheReferencesEmbeddings(String name) throws IOException {
        JsonNode golden = golden(name + "/golden.json");
        try (SequenceEncoder encoder = SequenceEncoder.open(GOLDENS.resolve(name), SequenceEncoder.Options.DEFAULT)) {
            compare(encode(encoder, encoder.tokenize(texts(golden))), unit(golden.get("embedding")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "minilm")
    void realWeightsGiveTheReferencesEmbeddings(String name) throws IOException {
        JsonNode golden = golden("real/" + name + ".json");
        Path folder = GOLDENS.resolve("../models").resolve(golden.get("model").asText());
        assumeTrue(Files.isDirectory(folder), "skipped: the real weights are not at " + folder);
        try (SequenceEncoder encoder = SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT)) {
            assertThat(encoder.maxTokens())
                    .isEqualTo(golden.get("max_seq_length").asInt());
            compare(encode(encoder, encoder.tokenize(texts(golden))), golden.get("embedding"));
        }
    }

    private static JsonNode golden(String file) throws IOException {
        Path path = GOLDENS.resolve(file);
        assumeTrue(Files.isRegularFile(path), "skipped: no reference answers at " + path);
        return new ObjectMapper().readTree(path.toFile());
    }

    private static List<String> texts(JsonNode golden) {
        List<String> texts = new ArrayList<>();
        golden.get("texts").forEach(t -> texts.add(t.asText()));
        return texts;
    }

    private static float[][] encode(SequenceEncoder encoder, List<Prepared.Tokens> tokens) {
        try (NDManager scope = Kernels.get().newManager()) {
            float[] flat = encoder.forward(scope, tokens, false).toFloatArray();
            float[][] rows = new float[tokens.size()][encoder.width()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(flat, i * encoder.width(), rows[i], 0, encoder.width());
            }
            return rows;
        }
    }

    private static void compare(float[][] ours, JsonNode expected) {
        compare(ours, rows(expected));
    }

    private static void compare(float[][] ours, double[][] expected) {
        assertThat(ours).hasDimensions(expected.length, expected[0].length);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            for (int j = 0; j < ours[i].length; j++) {
                worst = Math.max(worst, Math.abs(ours[i][j] - expected[i][j]));
            }
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(TOLERANCE);
    }

    private static double[][] rows(JsonNode node) {
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

    /** Towers always answer unit vectors; a folder without a Normalize module does not. */
    private static double[][] unit(JsonNode node) {
        double[][] rows = rows(node);
        for (double[] row : rows) {
            double norm = 0;
            for (double x : row) {
                norm += x * x;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= Math.sqrt(norm);
            }
        }
        return rows;
    }

    private static int[] ints(JsonNode node) {
        int[] values = new int[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asInt();
        }
        return values;
    }
}
