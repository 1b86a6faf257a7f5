package dev.triptych.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.model.ModelFolder;
import dev.triptych.model.Triptych;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import org.junit.jupiter.api.Test;

/** The model inside, on inputs that it was not trained on. */
class ShippedModelTest {
    @Test
    void everyFileIsAsItWasWrittenAndAllTowersOpen() {
        assertThat(ModelFolder.shipped().verify()).isEmpty();
    }

    @Test
    void itsFilesAreAtMost64Megabytes() {
        long bytes = 0;
        for (var file : ModelFolder.shipped().manifest().path("files")) {
            bytes += file.path("bytes").asLong();
        }
        assertThat(bytes).isBetween(1L << 20, 64_000_000L);
    }

    @Test
    void aSentenceIsNearerToTheMethodItDescribesThanToAnother() {
        try (Triptych space = Triptych.load()) {
            Content sum = Code.java("int sum(int a, int b) { return a + b; }");
            Content read = Code.java("String read(Path file) throws IOException { return Files.readString(file); }");
            Content question = Text.of("adds two numbers");
            assertThat(close(space, question, sum)).isGreaterThan(close(space, question, read));
            question = Text.of("reads a whole file into memory");
            assertThat(close(space, question, read)).isGreaterThan(close(space, question, sum));
        }
    }

    private static float close(Triptych space, Content a, Content b) {
        return Similarity.cosine(space.embed(a), space.embed(b));
    }
}
