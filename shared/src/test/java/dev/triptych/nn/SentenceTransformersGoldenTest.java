package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sentence-transformers folders give the Python library's vectors, brought to unit length. */
class SentenceTransformersGoldenTest {
    private static final SequenceEncoder.Options DEFAULT = SequenceEncoder.Options.DEFAULT;

    @ParameterizedTest
    @ValueSource(strings = {"st-classic", "st-dense-normalize", "st-mean-cls-concat", "st-prompts"})
    void foldersGiveTheReferencesEmbeddings(String name) throws IOException {
        check(name, "embedding", DEFAULT);
    }

    @Test
    void aPromptByNameItsTextAndNoneAtAllGiveTheReferencesEmbeddings() throws IOException {
        check("st-prompts", "query_embedding", DEFAULT.withPrompt(Prompt.named("query")));
        check("st-prompts", "query_embedding", DEFAULT.withPrompt(Prompt.literal("query: ")));
        check("st-prompts", "no_prompt_embedding", DEFAULT.withPrompt(Prompt.NONE));
    }

    private static void check(String name, String field, SequenceEncoder.Options options) throws IOException {
        JsonNode golden = Goldens.read(name + "/golden.json");
        try (SequenceEncoder encoder = Goldens.open(name, options)) {
            Goldens.compare(
                    name + " " + field + " " + options.prompt(),
                    Goldens.encode(encoder, Goldens.texts(golden)),
                    Goldens.unit(Goldens.rows(golden.get(field))));
        }
    }

    @Test
    void aPromptLeavesLessRoomForTheText() {
        try (SequenceEncoder with = Goldens.open("st-prompts", DEFAULT);
                SequenceEncoder without = Goldens.open("st-prompts", DEFAULT.withPrompt(Prompt.NONE))) {
            int taken = without.length().count("passage: ");
            assertThat(taken).isPositive();
            assertThat(with.length().max()).isEqualTo(without.length().max() - taken);
            String fits = "a ".repeat(with.length().max());
            assertThat(with.tokenize(List.of(fits, fits + "a")))
                    .extracting(Prepared.Tokens::truncated)
                    .containsExactly(false, true);
        }
    }

    @Test
    void aSmallerDimensionIsTheCutVectorAtUnitLength() throws IOException {
        JsonNode golden = Goldens.read("st-dense-normalize/golden.json");
        double[][] cut = Arrays.stream(Goldens.rows(golden.get("embedding")))
                .map(row -> Arrays.copyOf(row, 8))
                .toArray(double[][]::new);
        try (SequenceEncoder encoder = Goldens.open("st-dense-normalize", DEFAULT.withDimension(8))) {
            assertThat(encoder.width()).isEqualTo(8);
            Goldens.compare("8 of 20", Goldens.encode(encoder, Goldens.texts(golden)), Goldens.unit(cut));
        }
    }

    @Test
    void theFoldersOwnDimensionIsUsedAndATooLargeOneIsRefused(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-dense-normalize", temp.resolve("model"));
        Path file = folder.resolve("config_sentence_transformers.json");
        Files.writeString(file, "{\"truncate_dim\": 4}");
        try (SequenceEncoder encoder = SequenceEncoder.open(folder, DEFAULT)) {
            assertThat(encoder.width()).isEqualTo(4);
        }
        Files.writeString(file, "{\"truncate_dim\": 21}");
        assertThatThrownBy(() -> SequenceEncoder.open(folder, DEFAULT))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "truncate_dim", "21", "from 1 to 20");
        assertThatThrownBy(() -> SequenceEncoder.open(folder, DEFAULT.withDimension(99)))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("dimension", "99", "from 1 to 20");
    }

    @Test
    void promptsThatAreNotThereAreRefusedWithTheNamesOfThoseThatAre(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-prompts", temp.resolve("model"));
        Path file = folder.resolve("config_sentence_transformers.json");
        assertThatThrownBy(() -> SequenceEncoder.open(folder, DEFAULT.withPrompt(Prompt.named("qurey"))))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll(file.toString(), "prompts", "'qurey'", "document, query");
        for (String bad : List.of(
                "{'prompts': {'query': 'q: '}, 'default_prompt_name': 'passage'}",
                "{'prompts': {'query': 7}}",
                "{'prompts': ['query']}",
                "{'default_prompt_name': true}",
                "{'truncate_dim': 0}")) {
            Files.writeString(file, bad.replace('\'', '"'));
            assertThatThrownBy(() -> SequenceEncoder.open(folder, DEFAULT))
                    .as(bad)
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll(file.toString(), "found", "expected");
        }
    }

    @Test
    void modulesThatAreUnknownOrInTheWrongPlaceAreRefused(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("st-classic", temp.resolve("model"));
        Path file = folder.resolve("modules.json");
        String transformer = "{'path': '', 'type': 'sentence_transformers.models.Transformer'}";
        String pooling = "{'path': '1_Pooling', 'type': 'sentence_transformers.models.Pooling'}";
        String lstm = "{'path': '2_Dense', 'type': 'sentence_transformers.models.LSTM'}";
        String outside = "{'path': '../elsewhere', 'type': 'sentence_transformers.models.Pooling'}";
        for (List<String> modules : List.of(
                List.<String>of(),
                List.of(transformer),
                List.of(pooling, transformer),
                List.of(transformer, lstm),
                List.of(transformer, pooling, lstm),
                List.of(transformer, pooling, pooling),
                List.of(transformer, outside))) {
            Files.writeString(file, modules.toString().replace('\'', '"'));
            assertThatThrownBy(() -> SequenceEncoder.open(folder, DEFAULT))
                    .as(modules.toString())
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContainingAll(file.toString(), "found", "expected");
        }
    }

    @Test
    void doLowerCaseLowersTheTextBeforeTheTokenizerSeesIt(@TempDir Path temp) throws IOException {
        Path folder = Goldens.copy("bert-cased-cls", temp.resolve("model"));
        List<String> shouted = List.of("A DOG Runs ÄÖ");
        List<String> lower = List.of("a dog runs äö");
        try (SequenceEncoder cased = SequenceEncoder.open(folder, DEFAULT)) {
            assertThat(cased.tokenize(shouted).get(0).ids())
                    .isNotEqualTo(cased.tokenize(lower).get(0).ids());
        }
        Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"do_lower_case\": true}");
        try (SequenceEncoder lowered = SequenceEncoder.open(folder, DEFAULT)) {
            assertThat(lowered.tokenize(shouted).get(0).ids())
                    .isEqualTo(lowered.tokenize(lower).get(0).ids());
        }
    }

    @Test
    void aFolderThatIsSavedGivesTheSameVectorsWhenItIsOpenedAgain(@TempDir Path temp) throws IOException {
        List<String> texts = List.of("a dog on the beach", "two");
        try (SequenceEncoder encoder = Goldens.open("st-dense-normalize", DEFAULT)) {
            encoder.save(temp.resolve("saved"), dev.triptych.checkpoint.DType.F32);
            try (SequenceEncoder again = SequenceEncoder.open(temp.resolve("saved"), DEFAULT)) {
                assertThat(Goldens.encode(again, texts)).isDeepEqualTo(Goldens.encode(encoder, texts));
            }
        }
    }
}
