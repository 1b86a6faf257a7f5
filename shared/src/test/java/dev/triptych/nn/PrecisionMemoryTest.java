package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionMemoryTest {
    @TempDir
    private Path dir;

    private final AtomicInteger measured = new AtomicInteger();

    private Precision measurement() {
        measured.incrementAndGet();
        return Precision.BFLOAT16;
    }

    @Test
    void whatWasMeasuredOnceIsNotMeasuredAgain() {
        Path file = dir.resolve("new folder/precision.properties");
        assertThat(new PrecisionMemory(file).recall(this::measurement)).isEqualTo(Precision.BFLOAT16);
        assertThat(new PrecisionMemory(file).recall(this::measurement)).isEqualTo(Precision.BFLOAT16);
        assertThat(measured).hasValue(1);
    }

    @Test
    void aFileThatSaysSomethingElseIsMeasuredAgainAndMended() throws IOException {
        Path file = dir.resolve("precision.properties");
        new PrecisionMemory(file).recall(this::measurement);
        Files.writeString(file, Files.readString(file).replace("bfloat16", "\\u00zz"));
        assertThat(new PrecisionMemory(file).recall(this::measurement)).isEqualTo(Precision.BFLOAT16);
        new PrecisionMemory(file).recall(this::measurement);
        assertThat(measured).hasValue(2);
    }

    @Test
    void aFolderThatCannotBeWrittenCostsAMeasurementAndNothingElse() throws IOException {
        Path file = Files.writeString(dir.resolve("a file"), "").resolve("precision.properties");
        assertThat(new PrecisionMemory(file).recall(this::measurement)).isEqualTo(Precision.BFLOAT16);
        assertThat(new PrecisionMemory(file).recall(this::measurement)).isEqualTo(Precision.BFLOAT16);
        assertThat(measured).hasValue(2);
    }
}
