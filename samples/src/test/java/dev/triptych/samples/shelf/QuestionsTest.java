package dev.triptych.samples.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The demo's questions are about files that exist, of the kind they say. */
class QuestionsTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("triptych.root", "..")).resolve("samples");

    @Test
    void everyExpectedFileExistsAndIsOfTheExpectedModality() throws IOException {
        for (Question question : questions()) {
            assertThat(question.expect()).as(question.ask()).isNotEmpty();
            for (String file : question.expect()) {
                assertThat(SAMPLES.resolve("library").resolve(file)).isRegularFile();
                String modality = file.startsWith("pictures/") ? "image" : file.startsWith("code/") ? "code" : "text";
                assertThat(question.modality()).as(file).isEqualTo(modality);
            }
        }
    }

    @Test
    void aQueryThatIsNoSentenceIsAFileOutsideTheLibrary() throws IOException {
        for (Question question : questions()) {
            Path file = SAMPLES.resolve("questions").resolve(question.ask());
            assertThat(Files.isRegularFile(file))
                    .as(question.ask())
                    .isEqualTo(!question.with().equals("text"));
        }
    }

    @Test
    void thereAreQuestionsInBothLanguagesAndOfAllThreeModalities() throws IOException {
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThanOrEqualTo(12);
        assertThat(questions).extracting(Question::with).contains("text", "image", "code");
        assertThat(questions).extracting(Question::modality).contains("text", "image", "code");
        assertThat(questions)
                .filteredOn(question -> question.language().equals("de"))
                .hasSizeGreaterThan(4);
        assertThat(questions)
                .filteredOn(question -> question.language().equals("en"))
                .hasSizeGreaterThan(4);
    }

    private static List<Question> questions() throws IOException {
        String yaml = Files.readString(SAMPLES.resolve("questions/questions.yaml"));
        JsonNode root =
                new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        List<Question> questions = new ArrayList<>();
        root.path("questions").forEach(entry -> questions.add(Question.of(entry)));
        return questions;
    }

    private record Question(String ask, String with, String language, List<String> expect, String modality) {
        static Question of(JsonNode entry) {
            List<String> expect = new ArrayList<>();
            entry.path("expect").forEach(file -> expect.add(file.asText()));
            return new Question(
                    entry.path("ask").asText(),
                    entry.path("with").asText(),
                    entry.path("language").asText(),
                    expect,
                    entry.path("modality").asText());
        }
    }
}
