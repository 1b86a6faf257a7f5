package dev.triptych.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
    private static List<Prepared> inputs(int... lengths) {
        List<Prepared> inputs = new ArrayList<>();
        for (int length : lengths) {
            inputs.add(new Prepared.Tokens(new int[length], false));
        }
        return inputs;
    }

    @Test
    void vectorsComeInTheOrderOfTheInputsWhateverTheBatches() {
        float[][] vectors = LengthBuckets.vectors(inputs(3, 1, 4, 1, 5), 5, (scope, batch) -> {
            float[] flat = new float[2 * batch.size()];
            for (int i = 0; i < batch.size(); i++) {
                flat[2 * i] = batch.get(i).cost();
                flat[2 * i + 1] = batch.size();
            }
            return scope.create(flat, new Shape(batch.size(), 2));
        });
        assertThat(vectors).isDeepEqualTo(new float[][] {{3, 1}, {1, 2}, {4, 1}, {1, 2}, {5, 1}});
    }

    @Test
    void anInterruptedThreadEndsItsBatchAndBeginsNoOther() {
        List<Integer> run = new ArrayList<>();
        try {
            assertThatThrownBy(() -> LengthBuckets.vectors(inputs(1, 1, 1, 1, 1), 2, (scope, batch) -> {
                        run.add(batch.size());
                        if (run.size() == 2) {
                            Thread.currentThread().interrupt();
                        }
                        return scope.create(new float[batch.size()], new Shape(batch.size(), 1));
                    }))
                    .isExactlyInstanceOf(CancellationException.class)
                    .hasMessageContaining("interrupted after 4 of 5 inputs");
            assertThat(run).containsExactly(2, 2);
        } finally {
            assertThat(Thread.interrupted()).as("the thread's flag stays set").isTrue();
        }
    }
}
