package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.space.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every family, whatever its vectors are. */
class EncoderContractGoldenTest {
    private static final SequenceEncoder.Options OPTIONS = new SequenceEncoder.Options(Pooling.MEAN, 64);

    @ParameterizedTest
    @ValueSource(
            strings = {"bert", "roberta", "xlm-roberta", "distilbert", "mpnet", "modernbert", "qwen3", "t5-encoder"})
    void aTextsVectorDoesNotDependOnItsNeighbours(String name) throws IOException {
        List<String> texts = Goldens.texts(Goldens.read(name + "/golden.json"));
        try (SequenceEncoder encoder = Goldens.open(name, OPTIONS)) {
            List<float[]> alone = new ArrayList<>();
            for (String text : texts) {
                alone.add(Goldens.encode(encoder, List.of(text))[0]);
            }
            for (int seed = 1; seed <= 3; seed++) {
                List<Integer> order = new ArrayList<>();
                for (int i = 0; i < texts.size(); i++) {
                    order.add(i);
                }
                Collections.shuffle(order, new Random(seed));
                List<Prepared> inputs = new ArrayList<>(
                        encoder.tokenize(order.stream().map(texts::get).toList()));
                for (List<Integer> batch : LengthBuckets.plan(inputs, 256)) {
                    float[][] together =
                            run(encoder, batch.stream().map(inputs::get).toList());
                    for (int j = 0; j < together.length; j++) {
                        float[] expected = alone.get(order.get(batch.get(j)));
                        if (Similarity.cosine(expected, expected) > 0) {
                            assertThat(Similarity.cosine(together[j], expected))
                                    .as("%s, seed %d, text %d", name, seed, order.get(batch.get(j)))
                                    .isGreaterThanOrEqualTo(1 - 1e-6f);
                        }
                    }
                }
            }
        }
    }

    @Test
    void eightThreadsAtOnceGiveTheVectorsOfOne() throws Exception {
        List<String> texts = Goldens.texts(Goldens.read("bert/golden.json"));
        try (SequenceEncoder encoder = Goldens.open("bert", OPTIONS)) {
            float[][] expected = Goldens.encode(encoder, texts);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                Callable<float[][]> task = () -> Goldens.encode(encoder, texts);
                for (Future<float[][]> answer : threads.invokeAll(Collections.nCopies(64, task))) {
                    assertThat(answer.get()).isDeepEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void memoryIsFlatOverTenThousandBatches() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status), "skipped: no " + status + " on this system");
        List<String> texts = Goldens.texts(Goldens.read("bert/golden.json")).subList(0, 8);
        try (SequenceEncoder encoder = Goldens.open("bert", OPTIONS)) {
            for (int i = 0; i < 2_000; i++) {
                Goldens.encode(encoder, texts);
            }
            long before = offHeap(status);
            for (int i = 0; i < 10_000; i++) {
                Goldens.encode(encoder, texts);
            }
            // A leak of one handle or one vector per batch would be more: 8 vectors of 32 floats are a kilobyte, ids
            // and masks are two.
            assertThat(offHeap(status) - before).as("growth in KB").isLessThan(24_000);
        }
    }

    /** Kilobytes in memory that are not Java's heap, of which the collector takes what it likes. */
    private static long offHeap(Path status) throws IOException {
        System.gc();
        String line = Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        long resident = Long.parseLong(line.replaceAll("\\D", ""));
        return resident - Runtime.getRuntime().totalMemory() / 1024;
    }

    private static float[][] run(SequenceEncoder encoder, List<Prepared> inputs) {
        try (NDManager scope = Kernels.get().newManager()) {
            NDArray vectors = encoder.forward(
                    scope, inputs.stream().map(p -> (Prepared.Tokens) p).toList(), false);
            return Goldens.rows(vectors);
        }
    }
}
