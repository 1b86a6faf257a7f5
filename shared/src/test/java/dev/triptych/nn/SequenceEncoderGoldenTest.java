package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token ids and vectors of published transformers are those of the Python reference libraries. */
class SequenceEncoderGoldenTest {

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
                "qwen3",
                "t5-encoder"
            })
    void plainFoldersGiveTheReferencesTokenIdsAndEveryPooling(String name) throws IOException {
        JsonNode golden = Goldens.read(name + "/golden.json");
        var options = new SequenceEncoder.Options(
                pooling(golden.get("pooling").asText()),
                golden.get("max_length").asInt());
        try (SequenceEncoder encoder = Goldens.open(name, options);
                NDManager scope = Kernels.get().newManager()) {
            List<Prepared.Tokens> tokens = encoder.tokenize(Goldens.texts(golden));
            for (int i = 0; i < tokens.size(); i++) {
                assertThat(tokens.get(i).ids())
                        .as("token ids of text %d", i)
                        .isEqualTo(ints(golden.get("input_ids").get(i)));
            }
            Goldens.compare(
                    name + " embedding",
                    Goldens.rows(encoder.forward(scope, tokens, false)),
                    Goldens.rows(golden.get("embedding")));
            NDArray states = encoder.states(scope, tokens, false);
            boolean[][] counts =
                    new boolean[tokens.size()][(int) states.getShape().get(1)];
            for (int i = 0; i < counts.length; i++) {
                Arrays.fill(counts[i], 0, tokens.get(i).ids().length, true);
            }
            golden.get("pooled").properties().forEach(pooled -> {
                NDArray ours = pooling(pooled.getKey()).pool(scope, states, counts, false);
                Goldens.compare(name + " " + pooled.getKey(), Goldens.rows(ours), Goldens.rows(pooled.getValue()));
            });
        }
    }

    private static Pooling pooling(String name) {
        return switch (name) {
            case "cls" -> Pooling.CLS;
            case "max" -> Pooling.MAX;
            case "mean" -> Pooling.MEAN;
            case "mean_sqrt_len" -> Pooling.MEAN_SQRT_LEN;
            case "weightedmean" -> Pooling.WEIGHTED_MEAN;
            case "lasttoken" -> Pooling.LAST_TOKEN;
            default -> throw new AssertionError(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = "minilm")
    void realWeightsGiveTheReferencesEmbeddings(String name) throws IOException {
        JsonNode golden = Goldens.read("real/" + name + ".json");
        Path folder =
                Goldens.FOLDER.resolve("../models").resolve(golden.get("model").asText());
        assumeTrue(Files.isDirectory(folder), "skipped: the real weights are not at " + folder);
        try (SequenceEncoder encoder = SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT)) {
            assertThat(encoder.maxTokens())
                    .isEqualTo(golden.get("max_seq_length").asInt());
            Goldens.compare(
                    name, Goldens.encode(encoder, Goldens.texts(golden)), Goldens.rows(golden.get("embedding")));
        }
    }

    private static int[] ints(JsonNode node) {
        int[] values = new int[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asInt();
        }
        return values;
    }
}
