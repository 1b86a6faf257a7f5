package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class LangChain4jEncoderTest {
    @Test
    void itGivesUnitVectorsInWhichMeaningIsClose() {
        try (LangChain4jEncoder model = new LangChain4jEncoder()) {
            List<Content> inputs = List.of(
                    Text.of("A dog runs on the beach."),
                    Text.of("A dog is running along the shore."),
                    Text.of("The bank raised its rates."),
                    Code.java("int sum(int a, int b) { return a + b; }"),
                    Text.of(" "));
            float[][] vectors = model.embed(inputs).vectors();
            for (float[] vector : vectors) {
                assertThat(vector).hasSize(model.width());
                assertThat((double) Similarity.dot(vector, vector)).isCloseTo(1, within(1e-5));
            }
            assertThat(Similarity.dot(vectors[0], vectors[1])).isGreaterThan(Similarity.dot(vectors[0], vectors[2]));
            assertThat(model.embed(List.of()).vectors()).isEmpty();
            assertThat(model.modalities()).doesNotContain(Modality.IMAGE);
            assertThat(model.fingerprint().sha256()).matches("[0-9a-f]{64}");
        }
    }
}
