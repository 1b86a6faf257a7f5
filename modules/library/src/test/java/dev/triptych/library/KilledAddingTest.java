package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.index.Mode;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledAddingTest {
    private static final int FILES = 200;

    @TempDir
    private Path temp;

    @Test
    @Timeout(180)
    void aKilledIndexingGoesOnWhereItWas() throws Exception {
        Path docs = Files.createDirectory(temp.resolve("docs"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(docs.resolve(i + ".txt"), "apple " + "x".repeat(i + 1));
        }
        Path dir = temp.resolve("index");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessAdding.class.getName(),
                        dir.toString(),
                        docs.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader()) {
            for (int i = 0; i < 30; i++) {
                assertThat(out.readLine()).isEqualTo("one more");
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        WordEncoder space = new WordEncoder();
        try (Library library = Library.open(dir, space)) {
            long before = library.stats().files();
            assertThat(before).isBetween(20L, FILES - 1L);
            AddReport report = library.add(docs, Progress.none());
            assertThat(report.unchanged()).isEqualTo((int) before);
            assertThat(report.added()).isEqualTo(FILES - (int) before);
            assertThat(space.seen()).hasSize(FILES - (int) before);
            assertThat(library.search(
                            Text.of("apple"), SearchOptions.top(2 * FILES).by(Mode.WORDS)))
                    .hasSize(FILES);
        }
    }
}
