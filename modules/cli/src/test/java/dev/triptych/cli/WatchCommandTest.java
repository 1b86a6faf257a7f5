package dev.triptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.cli.Terminal.Answer;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process of {@code triptych watch} that is asked to end, as by Ctrl-C. */
@Timeout(180)
class WatchCommandTest {
    private final Terminal terminal = new Terminal(false);

    @TempDir
    private Path folder;

    @Test
    void aWatchFollowsItsFolderAndEndsCleanlyWithEverythingCommitted() throws Exception {
        Path src = Files.createDirectory(folder.resolve("src"));
        Files.writeString(src.resolve("A.java"), "class A { void retryUpload() { } }");
        Path index = folder.resolve("index");
        Path said = folder.resolve("said");
        Process watch = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchProcess.class.getName(),
                        "watch",
                        src.toString(),
                        "--index",
                        index.toString())
                .redirectError(said.toFile())
                .start();
        try (BufferedReader out = watch.inputReader()) {
            assertThat(out.readLine()).startsWith("1 files new, 0 changed");
            Files.writeString(src.resolve("B.java"), "class B { void height() { } }");
            assertThat(out.readLine()).contains("0 failed");
            Answer beside = terminal.run("search", "height", "--mode", "words", "--index", index.toString());
            assertThat(beside.out()).contains("B.java:1");
            watch.destroy();
            assertThat(watch.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            watch.destroyForcibly();
        }
        assertThat(Files.readString(said)).doesNotContain("\tat ", "should not happen");
        // The writer's lock is free, and what it wrote is there.
        Answer again = terminal.run("index", src.toString(), "--index", index.toString());
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).startsWith("0 files new, 0 changed, 2 as before");
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorAndTouchesNothing() {
        Path index = folder.resolve("index");
        Answer answer = terminal.run("watch", folder.resolve("nowhere").toString(), "--index", index.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().contains("nowhere", "no such file");
        assertThat(index).doesNotExist();
    }
}
