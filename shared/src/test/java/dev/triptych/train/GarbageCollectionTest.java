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
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.objective.Batch;
import dev.triptych.objective.InfoNce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A garbage collection between the forward and the backward pass must not free what autograd still needs. */
class GarbageCollectionTest {
    private static final int BATCH = 4;
    private static final int TOKENS = 6;
    private static final int WORDS = 50;
    private static final int WIDTH = 16;
    private static final int INNER = 32;
    private static final String CONFIG =
            """
            {"model_type": "bert", "vocab_size": 50, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
             "intermediate_size": 32, "max_position_embeddings": 8, "type_vocab_size": 2, "hidden_act": "gelu"}
            """;
    private static final String TOKENIZER =
            """
            {"version": "1.0", "added_tokens": [], "model": {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"}}
            """;

    @Test
    void threeHundredStepsWithACollectionInEachFollowPyTorchsLosses(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        SafeTensors.write(folder.resolve("model.safetensors"), weights(), DType.F32, Map.of());
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
                    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                        NDArray anchors = encoder.forward(scope, tokens(step, 0), true);
                        NDArray positives = encoder.forward(scope, tokens(step, 1), true);
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

    private static List<Prepared.Tokens> tokens(int step, int side) {
        List<Prepared.Tokens> batch = new ArrayList<>();
        for (int row = 0; row < BATCH; row++) {
            int[] ids = new int[TOKENS - row % 2];
            for (int column = 0; column < ids.length; column++) {
                ids[column] = (7 * step + 3 * row + 5 * column * (side + 1) + side) % WORDS;
            }
            batch.add(new Prepared.Tokens(ids, false));
        }
        return batch;
    }

    /** The weights of {@code reference_losses.py}: as good as random, from the weight's place in the sorted list of names. */
    private static List<Tensor> weights() {
        Map<String, long[]> shapes = new TreeMap<>();
        shapes.put("embeddings.word_embeddings.weight", new long[] {WORDS, WIDTH});
        shapes.put("embeddings.position_embeddings.weight", new long[] {8, WIDTH});
        shapes.put("embeddings.token_type_embeddings.weight", new long[] {2, WIDTH});
        norm(shapes, "embeddings.LayerNorm");
        for (int i = 0; i < 2; i++) {
            String layer = "encoder.layer." + i + ".";
            for (String part : List.of("query", "key", "value")) {
                linear(shapes, layer + "attention.self." + part, WIDTH, WIDTH);
            }
            linear(shapes, layer + "attention.output.dense", WIDTH, WIDTH);
            norm(shapes, layer + "attention.output.LayerNorm");
            linear(shapes, layer + "intermediate.dense", INNER, WIDTH);
            linear(shapes, layer + "output.dense", WIDTH, INNER);
            norm(shapes, layer + "output.LayerNorm");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int k = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            int size = 1;
            for (long d : entry.getValue()) {
                size *= (int) d;
            }
            float[] values = new float[size];
            double base = entry.getKey().endsWith("LayerNorm.weight") ? 1 : 0;
            for (int i = 0; i < size; i++) {
                values[i] = (float) (base + 0.1 * Math.sin(1000 * Math.sin(12.9898 * k + 78.233 * i)));
            }
            tensors.put(entry.getKey(), Tensor.of(entry.getKey(), values, entry.getValue()));
            k++;
        }
        return List.copyOf(tensors.values());
    }

    private static void linear(Map<String, long[]> shapes, String name, long out, long in) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
    }

    private static void norm(Map<String, long[]> shapes, String name) {
        shapes.put(name + ".weight", new long[] {WIDTH});
        shapes.put(name + ".bias", new long[] {WIDTH});
    }
}
