package dev.triptych.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {

    @Test
    void aReaderSeesWhatAnotherHasCommittedOnceItIsToldToMoveOn(@TempDir Path temp) throws IOException {
        Path docs = Files.createDirectory(temp.resolve("docs"));
        Path index = temp.resolve("my.index");
        Files.writeString(docs.resolve("sky.txt"), "The sky is blue.");
        try (Library writer = Library.open(index, new WordEncoder())) {
            writer.add(docs, Progress.none());
            try (Library reader = Library.readOnly(index, new WordEncoder())) {
                Files.writeString(docs.resolve("grass.txt"), "The grass is green.");
                writer.add(docs, Progress.none());
                assertThat(reader.search(Text.of("grass"), 5)).hasSize(1);
                assertThat(reader.refresh()).isTrue();
                assertThat(reader.search(Text.of("grass"), 5)).hasSize(2);
                assertThat(reader.refresh()).isFalse();
            }
        }
    }
}
