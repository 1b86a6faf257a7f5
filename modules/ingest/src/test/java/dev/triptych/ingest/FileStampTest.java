package dev.triptych.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    @TempDir
    private Path folder;

    @Test
    void staysWhileNothingChangesAndChangesWithSizeAndTime() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one");
        String first = FileStamp.of(file).value();
        assertThat(FileStamp.of(file).value()).isEqualTo(first);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        String older = FileStamp.of(file).value();
        assertThat(older).isNotEqualTo(first);
        Files.writeString(file, "longer");
        assertThat(FileStamp.of(file).value()).isNotIn(first, older);
    }

    @Test
    void aFileThatWasJustWrittenIsNotTrusted() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one");
        assertThat(FileStamp.of(file).trusted()).isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        assertThat(FileStamp.of(file).trusted())
                .as("a time that has not come yet")
                .isEmpty();
    }

    @Test
    void aFileThatHasRestedIsTrusted() throws IOException {
        // Of the system: nobody has touched it for a while.
        Path java = Path.of(System.getProperty("java.home"), "release");
        FileStamp stamp = FileStamp.of(java);
        assertThat(stamp.trusted()).isEqualTo(stamp.value()).isNotEmpty();
    }
}
