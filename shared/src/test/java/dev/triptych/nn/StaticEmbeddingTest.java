package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticEmbeddingTest {
    private static final SequenceEncoder.Options DEFAULT = SequenceEncoder.Options.DEFAULT;
    private static final int VOCABULARY = 800;

    @BeforeEach
    void theFolderIsThere() {
        Goldens.require("st-static");
    }

    @Test
    void theFolderGivesTheReferencesEmbeddingsWholeAndCut() throws IOException {
        JsonNode golden = Goldens.read("st-static/golden.json");
        Path folder = Goldens.FOLDER.resolve("st-static");
        try (StaticEmbedding whole = StaticEmbedding.open(folder, DEFAULT);
                StaticEmbedding cut = StaticEmbedding.open(folder, DEFAULT.withDimension(8))) {
            List<String> texts = Goldens.texts(golden);
            Goldens.compare(
                    "st-static", whole.embed(texts).vectors(), Goldens.unit(Goldens.rows(golden.get("embedding"))));
            Goldens.compare(
                    "st-static, 8 of 24",
                    cut.embed(texts).vectors(),
                    Goldens.unit(Goldens.rows(golden.get("truncated_8"))));
        }
    }

    @Test
    void model2vecsMappingChoosesTheRowAndItsWeightsMultiplyIt(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-static", temp.resolve("model"));
        Files.delete(folder.resolve("modules.json"));
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"model2vec\"}");
        JsonNode vocabulary =
                Goldens.read("st-static/tokenizer.json").path("model").path("vocab");
        int a = vocabulary.get("a").asInt();
        int question = vocabulary.get("?").asInt();
        ByteBuffer mapping = ByteBuffer.allocate(VOCABULARY * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        mapping.putLong(question * Long.BYTES, 1);
        float[] weights = new float[VOCABULARY];
        weights[a] = 3;
        weights[question] = 4;
        SafeTensors.write(
                folder.resolve("model.safetensors"),
                List.of(
                        Tensor.of("embeddings", new float[] {1, 0, 0, 1}, 2, 2),
                        new Tensor("mapping", DType.I64, new long[] {VOCABULARY}, mapping),
                        Tensor.of("weights", weights, VOCABULARY)),
                DType.F32,
                Map.of());
        try (StaticEmbedding embedding = StaticEmbedding.open(folder, DEFAULT)) {
            assertThat(embedding.embed(List.of("a?")).vectors()[0])
                    .containsExactly(new float[] {.6f, .8f}, within(1e-6f));
        }
    }

    @Test
    void modulesBehindTheTableAreRun(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-static", temp.resolve("model"));
        Path dense = Files.createDirectories(folder.resolve("1_Dense"));
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"path\":\"\",\"type\":\"a.StaticEmbedding\"},{\"path\":\"1_Dense\",\"type\":\"a.Dense\"}]");
        Files.writeString(
                dense.resolve("config.json"),
                "{\"in_features\":24,\"out_features\":2,\"activation_function\":\"torch.nn.modules.linear.Identity\"}");
        SafeTensors.write(
                dense.resolve("model.safetensors"),
                List.of(
                        Tensor.of("linear.weight", new float[48], 2, 24),
                        Tensor.of("linear.bias", new float[] {-3, 4}, 2)),
                DType.F32,
                Map.of());
        try (StaticEmbedding embedding = StaticEmbedding.open(folder, DEFAULT)) {
            assertThat(embedding.width()).isEqualTo(2);
            assertThat(embedding.embed(List.of("a")).vectors()[0])
                    .containsExactly(new float[] {-.6f, .8f}, within(1e-6f));
        }
    }

    @Test
    void whatTheTokenizerFileCutsIsReported(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-static", temp.resolve("model"));
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"truncation\": null",
                                "\"truncation\": {\"direction\":\"Right\",\"max_length\":3,"
                                        + "\"strategy\":\"LongestFirst\",\"stride\":0}"));
        try (StaticEmbedding embedding = StaticEmbedding.open(folder, DEFAULT)) {
            assertThat(embedding.length().max()).isEqualTo(3);
            var answer = embedding.embed(List.of("a a a", "a a a ?", "é é é é"));
            assertThat(answer.truncated()).containsExactly(false, true, true);
            assertThat(answer.vectors()[1]).isEqualTo(answer.vectors()[0]);
        }
    }

    @Test
    void theQuickTokenizerAgreesWithTheLibraryOnEveryTextThatItTakes() {
        Path folder = Goldens.FOLDER.resolve("st-static");
        AsciiWordPiece quick =
                AsciiWordPiece.read(folder.resolve("tokenizer.json")).orElseThrow();
        Random random = new Random(7);
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "[CLS] a",
                "x [sep] y",
                "a\u0001b\tc\rd\u007fe",
                "a".repeat(100),
                "a".repeat(101),
                "don't--stop"));
        String common = "etaoin shrdlu THE dog? [UNK";
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append(
                        random.nextInt(4) == 0
                                ? (char) random.nextInt(128)
                                : common.charAt(random.nextInt(common.length())));
            }
            texts.add(text.toString());
        }
        int taken = 0;
        try (WordTokenizer library = WordTokenizer.open(folder, 1 << 20)) {
            int[][] expected = library.plainIds(texts);
            for (int i = 0; i < expected.length; i++) {
                var ids = quick.encode(texts.get(i));
                if (ids.isPresent()) {
                    taken++;
                    assertThat(ids.get()).as("ids of '%s'", texts.get(i)).isEqualTo(expected[i]);
                }
            }
        }
        assertThat(taken).isGreaterThan(4900);
        assertThat(quick.encode("[CLS] a")).as("holds a special token").isEmpty();
        assertThat(quick.encode("é")).isEmpty();
    }

    @Test
    void shortTextsGoAtFiftyThousandASecondAndMore() {
        List<String> texts = new ArrayList<>();
        String[] questions = {
            "how to retry a failed upload", "a dog on the beach", "who wrote it in 1808?", "sort a list"
        };
        for (int i = 0; i < 20_000; i++) {
            texts.add(questions[i % questions.length] + " " + i);
        }
        double best = 0;
        try (StaticEmbedding embedding = StaticEmbedding.open(Goldens.FOLDER.resolve("st-static"), DEFAULT)) {
            for (int round = 0; round < 5; round++) {
                // The thread's own time: what else the machine does is not measured.
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                embedding.embed(texts);
                long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                best = Math.max(best, texts.size() / (spent / 1e9));
            }
        }
        System.out.printf("static embedding: %.0f short texts a second%n", best);
        assertThat(best).isGreaterThan(50_000);
    }

    @Test
    void aMappingBeyondTheTableAndAFolderOfAnotherKindAreRefused(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-static", temp.resolve("model"));
        ByteBuffer mapping = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        mapping.putInt(0, 2);
        SafeTensors.write(
                folder.resolve("model.safetensors"),
                List.of(
                        Tensor.of("embeddings", new float[] {1, 0, 0, 1}, 2, 2),
                        new Tensor("mapping", DType.I32, new long[] {1}, mapping)),
                DType.F32,
                Map.of());
        assertThatThrownBy(() -> StaticEmbedding.open(folder, DEFAULT))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(folder.toString(), "mapping[0]", "found 2", "from 0 to 1");
        assertThatThrownBy(() -> StaticEmbedding.open(Goldens.FOLDER.resolve("st-classic"), DEFAULT))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("no static embedding");
    }
}
