package dev.triptych.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.objective.Batch;
import dev.triptych.objective.InfoNce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A garbage collection between the forward and the backward pass must not free what autograd still needs. */
class GarbageCollectionTest {
    @Test
    void threeHundredStepsWithACollectionInEachFollowPyTorchsLosses(@TempDir Path folder) throws IOException {
        TinyBert.write(folder);
        double[] expected = expected();
        assertThat(expected).hasSize(300);

        try (SequenceEncoder encoder = SequenceEncoder.open(folder, SequenceEncoder.Options.DEFAULT);
                NDManager manager = Kernels.get().newManager()) {
            AdamW optimizer = new AdamW(manager, new AdamW.Settings(0.9, 0.999, 1e-6));
            List<NDArray> learned = List.copyOf(encoder.parameters().values());
            learned.forEach(w -> JniUtils.attachGradient((PtNDArray) w, true));
            for (int step = 0; step < expected.length; step++) {
                double loss;
                try (NDManager scope = manager.newSubManager()) {
                    NDArray value;
                    try (GradientCollector collector =
                            Engine.getEngine("PyTorch").newGradientCollector()) {
                        NDArray anchors = encoder.forward(scope, TinyBert.tokens(step, 0), true);
                        NDArray positives = encoder.forward(scope, TinyBert.tokens(step, 1), true);
                        value = new InfoNce(20, false).loss(Batch.of(anchors, positives));
                        System.gc();
                        collector.backward(value);
                    }
                    loss = value.getFloat();
                }
                optimizer.step(List.of(new AdamW.Group(learned, 1e-3, 0.01)), 1.0);
                assertThat(loss).as("loss of step %d", step).isCloseTo(expected[step], within(1e-4));
            }
        }
    }

    private static double[] expected() throws IOException {
        try (InputStream in = GarbageCollectionTest.class.getResourceAsStream("reference-losses.json")) {
            return new ObjectMapper().readValue(in, double[].class);
        }
    }
}
