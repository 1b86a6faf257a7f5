package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triptych.cli.Terminal.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImportExportTest {
    private static final Path GOLDENS = Path.of(System.getProperty("triptych.goldens", "../shared/goldens"));

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal(false);

    @BeforeEach
    void needsGoldens() {
        assumeTrue(Files.isDirectory(GOLDENS.resolve("bert")), "skipped: no small model folders at " + GOLDENS);
    }

    @Test
    void importedTowersAreSaidNotToBeAligned() {
        Answer answer = terminal.run(
                "model",
                "import",
                "--text",
                GOLDENS.resolve("bert").toString(),
                "--image",
                GOLDENS.resolve("mobilenet-v2").toString(),
                "--out",
                folder.resolve("m").toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith(folder.resolve("m") + "  m@");
        assertThat(answer.err()).contains("text: the tower's own vectors", "image: a random map", "not aligned");
    }

    @Test
    void whatWasImportedCanBeExported() {
        Path model = folder.resolve("m");
        terminal.run("model", "import", "--text", GOLDENS.resolve("bert").toString(), "--out", model.toString());
        Path out = folder.resolve("text");
        Answer answer = terminal.run("model", "export", model.toString(), "--tower", "text", "--out", out.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out().strip()).isEqualTo(out.toString());
        assertThat(answer.err()).contains("SentenceTransformer(");
        assertThat(out.resolve("modules.json")).exists();
    }

    @Test
    void importOfNothingIsNotUnderstood() {
        assertThat(terminal.run("model", "import", "--out", folder.resolve("m").toString())
                        .code())
                .isEqualTo(2);
    }
}
