package dev.triptych.ide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.Code;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointedTest {
    private static final String SOURCE =
            """
            package acme;

            class Upload {
                /** Tries again. */
                void retry() {
                    send();
                    log();
                }
            }
            """;

    private Path file;

    @BeforeEach
    void aFile(@TempDir Path temp) throws IOException {
        file = Files.writeString(temp.resolve("Upload.java"), SOURCE);
    }

    @Test
    void aCursorMeansTheMethodAroundItWithItsNameAndDocumentation() {
        Pointed at = Pointed.at(file, Optional.empty(), 6, 6);
        assertThat(at.content()).isInstanceOfSatisfying(Code.class, code -> {
            assertThat(code.name()).isEqualTo("acme.Upload.retry");
            assertThat(code.doc()).contains("Tries again");
        });
        assertThat(at.origin().firstLine()).isBetween(4, 5);
        assertThat(at.origin().lastLine()).isEqualTo(8);
    }

    @Test
    void aSelectionWithinAMethodMeansItsOwnLines() {
        Pointed at = Pointed.at(file, Optional.empty(), 6, 7);
        assertThat(at.content()).isInstanceOfSatisfying(Code.class, code -> {
            assertThat(code.source()).contains("send();").contains("log();").doesNotContain("retry");
            assertThat(code.language()).isEqualTo("java");
        });
    }

    @Test
    void whatIsNotSavedCountsMoreThanTheFile() {
        Pointed at = Pointed.at(file, Optional.of(SOURCE.replace("retry", "repeat")), 6, 6);
        assertThat(((Code) at.content()).name()).isEqualTo("acme.Upload.repeat");
        assertThat(at.origin().path()).isEqualTo(file.toString());
    }

    @Test
    void textAsksAsText() throws IOException {
        Path notes = Files.writeString(file.resolveSibling("notes.md"), "A dog.\n\nA cat.\n");
        assertThat(Pointed.at(notes, Optional.empty(), 1, 1).content()).isInstanceOf(Text.class);
    }

    @Test
    void noFileEmptyLinesAndLinesBehindTheEndSayWhatToDo() {
        assertThatThrownBy(() -> Pointed.at(file.resolveSibling("None.java"), Optional.empty(), 1, 1))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("None.java");
        assertThatThrownBy(() -> Pointed.at(file, Optional.empty(), 2, 2))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("empty lines");
        assertThatThrownBy(() -> Pointed.at(file, Optional.empty(), 999, 1000))
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining("999");
    }
}
