package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossEncoderTest {
    private static final Path FOLDER = Goldens.FOLDER.resolve("cross-encoder");

    @BeforeEach
    void theFolderIsThere() {
        Goldens.require("cross-encoder");
    }

    private static List<CrossEncoder.Pair> pairs(JsonNode golden) {
        List<CrossEncoder.Pair> pairs = new ArrayList<>();
        golden.get("pairs")
                .forEach(p -> pairs.add(
                        new CrossEncoder.Pair(p.get(0).asText(), p.get(1).asText())));
        return pairs;
    }

    private static void check(String field, Path folder) throws IOException {
        JsonNode golden = Goldens.read("cross-encoder/golden.json");
        try (CrossEncoder reranker = CrossEncoder.open(folder)) {
            float[] ours = reranker.score(pairs(golden)).values();
            double[][] expected = new double[1][ours.length];
            for (int i = 0; i < ours.length; i++) {
                expected[0][i] = golden.get(field).get(i).asDouble();
            }
            Goldens.compare("cross-encoder " + field, new float[][] {ours}, expected);
        }
    }

    @Test
    void pairsGetTheReferencesScores() throws IOException {
        check("scores", FOLDER);
    }

    @Test
    void withTheIdentityTheScoresAreTheReferencesLogits(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("cross-encoder", temp.resolve("model"));
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"activation_fn\": \"torch.nn.modules.linear.Identity\"}");
        check("logits", folder);
    }

    @Test
    void tokensOfThePassageAreOfTypeOneWhereTheTokenizerSaysSo(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("cross-encoder", temp.resolve("model"));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
        try (CrossEncoder blind = CrossEncoder.open(FOLDER);
                CrossEncoder seeing = CrossEncoder.open(folder)) {
            assertThat(seeing.score("dogs", List.of("a dog")).values()[0])
                    .isNotEqualTo(blind.score("dogs", List.of("a dog")).values()[0]);
        }
    }

    @Test
    void aPairIsScoredAloneAsItIsAmongOthers() throws IOException {
        List<CrossEncoder.Pair> pairs = pairs(Goldens.read("cross-encoder/golden.json"));
        try (CrossEncoder reranker = CrossEncoder.open(FOLDER)) {
            float[] together = reranker.score(pairs).values();
            for (int i = 0; i < 5; i++) {
                assertThat(Math.abs(reranker.score(List.of(pairs.get(i))).values()[0] - together[i]))
                        .isLessThan(1e-6f);
            }
        }
    }

    @Test
    void rankingPutsTheHighestScoreFirst() {
        List<String> passages = List.of("a dog", "Java lists", "?", "a dog");
        try (CrossEncoder reranker = CrossEncoder.open(FOLDER)) {
            float[] scores = reranker.score("dogs", passages).values();
            List<Integer> order = reranker.rank("dogs", passages);
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
            for (int i = 1; i < order.size(); i++) {
                assertThat(scores[order.get(i - 1)]).isGreaterThanOrEqualTo(scores[order.get(i)]);
            }
            assertThat(order.indexOf(0)).as("equal scores keep their order").isLessThan(order.indexOf(3));
            assertThat(reranker.rank("dogs", List.of())).isEmpty();
        }
    }

    @Test
    void aPairThatIsTooLongIsReported() {
        try (CrossEncoder reranker = CrossEncoder.open(FOLDER)) {
            CrossEncoder.Scores scores = reranker.score("dogs", List.of("a dog", "a dog ".repeat(100)));
            assertThat(scores.truncated()).containsExactly(false, true);
            assertThat(scores.truncatedCount()).isEqualTo(1);
        }
    }

    @Test
    void thePromptStandsBeforeTheQuery() {
        try (CrossEncoder plain = CrossEncoder.open(FOLDER);
                CrossEncoder prompted = CrossEncoder.open(FOLDER, Prompt.literal("find a "))) {
            assertThat(prompted.score("dog", List.of("a beach")).values())
                    .isEqualTo(plain.score("find a dog", List.of("a beach")).values());
        }
    }

    @Test
    void aClassifierOfSeveralLabelsAndAFolderWithoutAHeadAreRefused(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("bert", temp.resolve("model"));
        assertThatThrownBy(() -> CrossEncoder.open(folder))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(folder.toString(), "no head", "use a cross-encoder");
        Path pooler = Goldens.copy("bert-cased-cls", temp.resolve("pooler"));
        List<Tensor> tensors = new ArrayList<>();
        Path weights = pooler.resolve("model.safetensors");
        var read = dev.triptych.checkpoint.Weights.open(pooler);
        read.names()
                .forEach(n -> tensors.add(
                        Tensor.of(n, read.require(n).toFloats(), read.require(n).shape())));
        tensors.add(Tensor.of("classifier.weight", new float[96], 3, 32));
        SafeTensors.write(temp.resolve("new.safetensors"), tensors, DType.F32, Map.of());
        Files.move(temp.resolve("new.safetensors"), weights, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> CrossEncoder.open(pooler))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("classifier.weight", "3 labels", "expected one");
        assertThatThrownBy(() -> CrossEncoder.open(temp.resolve("nowhere")))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("no such folder");
    }
}
