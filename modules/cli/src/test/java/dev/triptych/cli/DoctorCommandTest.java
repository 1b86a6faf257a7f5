package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.cli.Terminal.Answer;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @Test
    void modelThatDoesNotLoadIsBrokenWithAFixAndCodeOne(@TempDir Path folder) throws IOException {
        Terminal broken = new Terminal(false, f -> {
            throw new TriptychException("triptych.json is cut off");
        });
        Answer answer = broken.run("doctor", "--index", folder.resolve("none").toString(), "--json");
        JsonNode json = new ObjectMapper().readTree(answer.out());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(json.path("ok").booleanValue()).isFalse();
        assertThat(json.path("checks")).anySatisfy(check -> {
            assertThat(check.path("name").textValue()).isEqualTo("model");
            assertThat(check.path("state").textValue()).isEqualTo("broken");
            assertThat(check.path("found").textValue()).contains("cut off");
            assertThat(check.path("fix").textValue()).isNotEmpty();
        });
    }

    @Test
    void folderThatIsNoIndexIsFoundOut(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("segments_1"), "not Lucene's");
        assertThat(IndexState.check(folder).state()).isEqualTo(Check.State.BROKEN);
        assertThat(IndexState.check(folder.resolve("none")).state()).isEqualTo(Check.State.OK);
    }

    @Test
    void librariesGiveTheirVersions() {
        assertThat(Libraries.checks())
                .allSatisfy(check -> assertThat(check.found()).as(check.name()).matches("(?s).*\\d+\\.\\d+.*"))
                .extracting(Check::name)
                .contains("pytorch", "opencv", "lucene", "tika");
    }
}
