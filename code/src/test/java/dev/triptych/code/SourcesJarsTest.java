package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesJarsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void onlyTheLibrariesOfTheSplitAreNamed() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.json"),
                "{\"libraries\":[{\"gav\":\"a:b:1.0\",\"split\":\"train\"},{\"gav\":\"c:d:2\",\"split\":\"dev\"}]}");

        assertThat(SourcesJars.coordinates(list, "train")).containsExactly("a:b:1.0");
        assertThatThrownBy(() -> SourcesJars.coordinates(list, "test"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("split test");
        assertThatThrownBy(() -> SourcesJars.coordinates(folder.resolve("none.json"), "train"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void aJarThatIsThereIsNotFetchedAgain() throws IOException {
        Path jar = Files.writeString(folder.resolve("b-1.0-sources.jar"), "mine");

        assertThat(SourcesJars.fetch(List.of("a:b:1.0"), folder, Progress.none()))
                .containsExactly(jar);
        assertThat(jar).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a:b:1:jar", "a:../b:1", "a:b:1 -Dx=y", "a:b:/etc", "a:b:..", "a:b:1\n"})
    void aCoordinateThatIsNoneIsRefused(String gav) {
        assertThatThrownBy(() -> SourcesJars.fetch(List.of(gav), folder, Progress.none()))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("group:artifact:version");
    }
}
