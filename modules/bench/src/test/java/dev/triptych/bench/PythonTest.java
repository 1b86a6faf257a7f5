package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of scripts that do as they should and of those that do not; a shell takes {@code -c SCRIPT} like Python. */
class PythonTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(SHELL), "no /bin/sh");
    }

    private static PythonProcess start(String script) throws IOException {
        return PythonProcess.start(SHELL, script, 3);
    }

    @Test
    void programThatIsNamedButNotThereIsAnErrorThatSaysWhatToName() {
        assertThatThrownBy(() -> Python.find(Optional.of("no-such-python"), "/bin"))
                .isInstanceOf(TriptychException.class)
                .hasMessageContainingAll("--python", "'no-such-python'", "sentence-transformers");
    }

    @Test
    void withoutAPythonOnThePathCandidatesAreLeftOutWithTheWayToNameOne() {
        Python none = Python.find(Optional.empty(), "");
        assertThatThrownBy(() -> none.start(1))
                .isInstanceOf(NotHereException.class)
                .hasMessageContainingAll("PATH", "--python");
    }

    @Test
    void requestIsOneLineOfJsonAndSoIsTheAnswer() throws IOException {
        try (PythonProcess process = start("read -r line; printf '{\"got\": %s}\\n' \"$line\"")) {
            assertThat(process.ask(Map.of("texts", List.of("a\nb")))
                            .at("/got/texts/0")
                            .asText())
                    .isEqualTo("a\nb");
        }
    }

    @Test
    void numberOfThreadsIsToldBeforeAnyLibraryLoads() throws IOException {
        try (PythonProcess process = start("read line; echo \"{\\\"threads\\\": $OMP_NUM_THREADS}\"")) {
            assertThat(process.ask("go").path("threads").asInt()).isEqualTo(3);
        }
    }

    @Test
    void reasonForStayingOutIsPassedOn() throws IOException {
        try (PythonProcess process = start("read line; echo '{\"left_out\": \"no module named torch\"}'")) {
            assertThatThrownBy(() -> process.ask("go"))
                    .isInstanceOf(NotHereException.class)
                    .hasMessage("no module named torch");
        }
    }

    @Test
    void lastWordsOfAProcessThatDiesAreTheReason() throws IOException {
        try (PythonProcess process = start("echo 'first' >&2; echo 'killed by something' >&2; exit 1")) {
            assertThatThrownBy(() -> process.ask("go"))
                    .isInstanceOf(NotHereException.class)
                    .hasMessageContaining("killed by something");
        }
    }

    @Test
    void answerThatIsNotJsonIsAReasonAndNotAStackTrace() throws IOException {
        try (PythonProcess process = start("read line; echo Traceback")) {
            assertThatThrownBy(() -> process.ask("go"))
                    .isInstanceOf(NotHereException.class)
                    .hasMessageContaining("not JSON");
        }
    }
}
