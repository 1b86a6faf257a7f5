package dev.triptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.nn.Pooling;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.text.TextEncoder;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small published folder learns four words of a language that it has no tokens for. */
class GrownVocabularyGoldenTest {
    private static final Path BERT = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"), "bert")
            .toAbsolutePath()
            .normalize();

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private List<String> known = List.of();

    @BeforeEach
    void writeTokenizerAndTranslations() throws IOException {
        assumeTrue(Files.isDirectory(BERT), "skipped: no small model folder at " + BERT);
        ObjectNode tokenizer =
                (ObjectNode) JSON.readTree(BERT.resolve("tokenizer.json").toFile());
        ObjectNode vocabulary = (ObjectNode) tokenizer.path("model").path("vocab");
        int old = JSON.readTree(BERT.resolve("config.json").toFile())
                .path("vocab_size")
                .asInt();
        known = vocabulary.properties().stream()
                .map(entry -> entry.getKey())
                .filter(word -> word.matches("[a-z]{3,}"))
                .limit(4)
                .toList();
        for (int i = 0; i < 4; i++) {
            vocabulary.put("qq" + i, old + i);
        }
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);
        StringBuilder rows = new StringBuilder("en\txx\n");
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                rows.append(known.get(i) + " " + known.get(j) + "\tqq" + i + " qq" + j + "\n");
            }
        }
        Files.writeString(folder.resolve("pairs.tsv"), rows.toString());
    }

    private Recipe recipe(String vocabulary) throws IOException {
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(
                file,
                """
                name: grown
                seed: 1
                space: {width: 32}
                towers:
                  text: {from: BERT, vocabulary: {VOCABULARY}}
                tasks:
                  words:
                    pair: [text, text]
                    objective: infonce
                    teacher: {from: BERT}
                    alignment: 1
                    batch: 4
                    data: {kind: table, table: pairs.tsv, columns: [en, xx]}
                stages:
                  - {name: learn, steps: 6, rates: {text: 1e-3, embeddings.text: 1e-2}, tasks: {words: 1}}
                checkpoint_every: 2
                """
                        .replace("VOCABULARY", vocabulary)
                        .replace("BERT", BERT.toString()));
        return Recipe.read(file);
    }

    private static final String ALIGNED =
            "tokenizer: tokenizer.json, init: aligned, data: {kind: table, table: pairs.tsv, columns: [en, xx]}";

    private static float[] embedded(Path model, String text) {
        try (TextEncoder encoder = TextEncoder.open(model, new SequenceEncoder.Options(Pooling.MEAN, 0))) {
            return encoder.embed(List.of(Text.of(text))).vectors()[0];
        }
    }

    private Path grown(String vocabulary) throws IOException {
        Recipe recipe = GrownVocabulary.grow(recipe(vocabulary), folder.resolve("out"), false, Progress.none());
        return Objects.requireNonNull(recipe.towers().get(Modality.TEXT)).from();
    }

    @Test
    void aTranslationOfNewWordsBeginsWhereTheKnownWordsAre() throws IOException {
        Path grown = grown(ALIGNED);
        float[] words = embedded(BERT, known.get(0) + " " + known.get(2));
        float own = Similarity.cosine(words, embedded(grown, "qq0 qq2"));
        assertThat(own).isGreaterThan(0.9999f);
        assertThat(own).isGreaterThan(Similarity.cosine(words, embedded(grown, "qq1 qq3")) + 1e-3f);
    }

    @Test
    void textsOfKnownWordsStayWhereTheyWere() throws IOException {
        String text = String.join(" ", known);
        assertThat(embedded(grown(ALIGNED), text)).containsExactly(embedded(BERT, text));
        assertThat(embedded(grown("tokenizer: tokenizer.json"), text)).containsExactly(embedded(BERT, text));
    }

    @Test
    void withoutTranslationsAllNewWordsBeginAlike() throws IOException {
        Path grown = grown("tokenizer: tokenizer.json, init: mean");
        assertThat(embedded(grown, "qq0")).containsExactly(embedded(grown, "qq3"));
    }

    @Test
    void aTokenizerThatMovesAnOldTokenIsRefusedByName() throws IOException {
        ObjectNode tokenizer =
                (ObjectNode) JSON.readTree(folder.resolve("tokenizer.json").toFile());
        ((ObjectNode) tokenizer.path("model").path("vocab")).put(known.get(0), 77_777);
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);
        assertThatThrownBy(() -> grown(ALIGNED))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("'" + known.get(0) + "'")
                .hasMessageContaining("77777");
    }

    @Test
    void aWordOfTheRecipeThatIsNeitherMeanNorAlignedIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> recipe("tokenizer: tokenizer.json, init: alligned"))
                .hasMessageContaining("did you mean 'aligned'?");
    }

    @Test
    void aResumedRunEndsWithTheModelOfOneThatWasNotStopped() throws IOException {
        recipe(ALIGNED);
        Path file = folder.resolve("recipe.yaml");
        String whole = TrainingRun.train(file, folder.resolve("whole"), false, Progress.none())
                .fingerprint();
        Path out = folder.resolve("broken");
        assertThatThrownBy(() -> TrainingRun.train(file, out, false, (name, total) -> {
                    if (!name.equals("training")) {
                        return Progress.none().start(name, total);
                    }
                    return new Progress.Task() {
                        private int steps;

                        @Override
                        public void advance(long more) {
                            steps += (int) more;
                            if (steps == 3) {
                                throw new IllegalStateException("power cut");
                            }
                        }

                        @Override
                        public void close() {}
                    };
                }))
                .hasMessage("power cut");
        assertThat(TrainingRun.train(file, out, true, Progress.none()).fingerprint())
                .isEqualTo(whole);
    }

    @Test
    void anchorsThatATeacherAnswersForDrawTheirTranslationsToThem() throws IOException {
        recipe("tokenizer: tokenizer.json, init: mean");
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, Files.readString(file).replace("steps: 6", "steps: 60"));
        Path model = TrainingRun.train(file, folder.resolve("run"), false, Progress.none())
                .model();
        float[] words = embedded(BERT, known.get(0) + " " + known.get(2));
        assertThat(margin(words, folder.resolve("run/start/text"))).isZero();
        assertThat(margin(words, model.resolve("text"))).isGreaterThan(1e-3f);
    }

    /** By how much the right translation is nearer than a wrong one. */
    private static float margin(float[] words, Path model) {
        return Similarity.cosine(words, embedded(model, "qq0 qq2"))
                - Similarity.cosine(words, embedded(model, "qq1 qq3"));
    }
}
