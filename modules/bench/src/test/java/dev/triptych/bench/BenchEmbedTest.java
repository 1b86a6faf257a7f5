package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Bad input is refused before anything is loaded: with what was found, what was expected and what to do. */
class BenchEmbedTest {
    @TempDir
    private Path folder = Path.of("");

    private static String refusal(Object command, String... args) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setErr(new PrintWriter(said));
        line.setExecutionExceptionHandler((e, c, parsed) -> {
            assertThat(e).isInstanceOf(TriptychException.class);
            said.write(String.valueOf(e.getMessage()));
            return 1;
        });
        assertThat(line.execute(args)).isNotZero();
        return said.toString();
    }

    private static String embed(String... args) {
        return refusal(new BenchEmbed(), args);
    }

    @Test
    void roundsThreadsAndCountsHaveToBePositive() {
        assertThat(embed("--rounds", "0")).contains("--rounds: found 0, expected a number from 1");
        assertThat(embed("--threads", "-2")).contains("--threads: found -2");
        assertThat(embed("--make", "0")).contains("--make: found 0");
        assertThat(refusal(new BenchPieces(), "--seconds", "0")).contains("--seconds: found 0");
    }

    @Test
    void numberThatIsNoneIsRefusedWithItsOption() {
        assertThat(embed("--rounds", "many")).contains("--rounds", "many");
    }

    @Test
    void textsThatAreNotThereAreRefused() {
        assertThat(embed("--texts", folder.resolve("none.txt").toString()))
                .contains("none.txt", "no such file", "a text to a line");
        assertThat(embed("--texts", folder.toString())).contains("found a folder");
    }

    @Test
    void fileWithoutATextIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("blank.txt"), "\n  \n");
        assertThat(embed("--texts", file.toString())).contains("blank.txt", "no line with a text");
    }

    @Test
    void textsThatAreNotUtf8AreRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE4, '\n'});
        assertThat(embed("--texts", file.toString())).contains("latin.txt", "not UTF-8", "iconv");
    }

    @Test
    void linesThatAreBlankAreNoTexts() throws IOException {
        Path file = Files.writeString(folder.resolve("texts.txt"), "one\n\n two \n");
        assertThat(TextLines.read(file)).containsExactly("one", " two ");
    }

    @Test
    void folderWithoutPicturesIsRefused() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        assertThat(embed("--pictures", folder.toString())).contains("no picture", "jpg");
        assertThat(embed("--pictures", folder.resolve("none").toString())).contains("no such folder");
    }

    @Test
    void picturesAreTheFirstByNameWhateverTheirEndingsCase() throws IOException {
        for (String name : new String[] {"c.png", "a.JPG", "b.txt", "d.jpeg"}) {
            Files.writeString(folder.resolve(name), "");
        }
        assertThat(PictureFiles.list(folder, 2)).containsExactly(folder.resolve("a.JPG"), folder.resolve("c.png"));
    }

    @Test
    void modelAndOnnxFileHaveToBeThere() {
        assertThat(embed("--model", folder.resolve("none").toString())).contains("none", "no such folder");
        assertThat(embed("--onnx", folder.resolve("none.onnx").toString())).contains("--onnx", "none.onnx");
    }

    @Test
    void pythonThatIsNamedHasToBeThere() {
        assertThat(embed("--python", folder.resolve("python").toString()))
                .contains("--python", "sentence-transformers");
    }
}
