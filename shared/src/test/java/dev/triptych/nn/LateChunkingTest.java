package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.triptych.nn.LateChunking.Chunk;
import dev.triptych.space.Embeddings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateChunkingTest {
    private static final SequenceEncoder.Options MEAN = SequenceEncoder.Options.DEFAULT;

    /** The unit mean of some token vectors of a text that goes through the transformer as one. */
    private static float[] mean(SequenceEncoder encoder, String text, int from, int to) {
        try (NDManager scope = Kernels.get().newManager()) {
            float[] flat = encoder.states(scope, encoder.tokenize(List.of(text)), false)
                    .toFloatArray();
            int width = encoder.width();
            double[] sum = new double[width];
            for (int t = from; t < to; t++) {
                for (int j = 0; j < width; j++) {
                    sum[j] += flat[t * width + j];
                }
            }
            double norm = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
            float[] unit = new float[width];
            for (int j = 0; j < width; j++) {
                unit[j] = (float) (sum[j] / norm);
            }
            return unit;
        }
    }

    @Test
    void aChunkIsTheMeanOfItsOwnTokensInTheContextOfTheWholeText() {
        // One token per character, for the vocabulary holds all of them; the emoji is two UTF-16 units and unknown.
        String text = "a ? 🐕 a a ?";
        try (SequenceEncoder encoder = Goldens.open("bert", MEAN)) {
            assertThat(encoder.tokenize(List.of(text)).get(0).ids()).hasSize(8);
            Embeddings answer = LateChunking.embed(
                    encoder, text, List.of(new Chunk(0, 4), new Chunk(4, 9), new Chunk(9, text.length())));
            assertThat(answer.truncatedCount()).isZero();
            assertThat(answer.vectors()[0]).containsExactly(mean(encoder, text, 1, 3), within(1e-5f));
            assertThat(answer.vectors()[1]).containsExactly(mean(encoder, text, 3, 5), within(1e-5f));
            assertThat(answer.vectors()[2]).containsExactly(mean(encoder, text, 5, 7), within(1e-5f));
        }
    }

    @Test
    void theSameWordsInAnotherContextGiveAnotherVector() {
        try (SequenceEncoder encoder = Goldens.open("bert", MEAN)) {
            Chunk chunk = new Chunk(0, 5);
            float[] one = LateChunking.embed(encoder, "a dog on the beach", List.of(chunk))
                    .vectors()[0];
            float[] other = LateChunking.embed(encoder, "a dog in Java lists", List.of(chunk))
                    .vectors()[0];
            assertThat(one).isNotEqualTo(other);
        }
    }

    @Test
    void aLongTextGoesThroughInWindowsAndOnlyAChunkLongerThanOneIsCut() {
        String text = "a".concat(" a".repeat(199));
        // A window holds 62 tokens: the first three chunks fill one, the fourth is too long, the fifth is whole again.
        List<Chunk> chunks = List.of(
                new Chunk(0, 40), new Chunk(40, 80), new Chunk(80, 124), new Chunk(124, 300), new Chunk(300, 399));
        try (SequenceEncoder encoder = Goldens.open("bert", MEAN)) {
            Embeddings answer = LateChunking.embed(encoder, text, chunks);
            assertThat(answer.truncated()).containsExactly(false, false, false, true, false);
            assertThat(answer.vectors()[1]).containsExactly(mean(encoder, text, 21, 41), within(1e-5f));
            String rest = text.substring(300);
            assertThat(answer.vectors()[4]).containsExactly(mean(encoder, rest, 1, 51), within(1e-5f));
        }
    }

    @Test
    void thePromptIsContextAndNoPartOfAChunk() {
        try (SequenceEncoder encoder = Goldens.open("st-prompts", MEAN)) {
            int prompt = encoder.length().count("passage: ");
            float[] chunk = LateChunking.embed(encoder, "a ? a", List.of(new Chunk(0, 5)))
                    .vectors()[0];
            assertThat(chunk).containsExactly(mean(encoder, "a ? a", 1 + prompt, 4 + prompt), within(1e-5f));
        }
    }

    @Test
    void aChunkOfWhiteSpaceGivesZerosAndNoChunksGiveNone() {
        try (SequenceEncoder encoder = Goldens.open("bert", MEAN)) {
            assertThat(LateChunking.embed(encoder, "a   a", List.of(new Chunk(1, 4)))
                            .vectors()[0])
                    .containsOnly(0);
            assertThat(LateChunking.embed(encoder, "a", List.of()).vectors()).isEmpty();
        }
    }

    @Test
    void chunksOutsideTheTextOrOutOfOrderAreRefused() {
        try (SequenceEncoder encoder = Goldens.open("bert", MEAN)) {
            for (List<Chunk> bad : List.of(
                    List.of(new Chunk(0, 6)), List.of(new Chunk(2, 2)), List.of(new Chunk(3, 4), new Chunk(1, 2)))) {
                assertThatThrownBy(() -> LateChunking.embed(encoder, "a dog", bad))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
