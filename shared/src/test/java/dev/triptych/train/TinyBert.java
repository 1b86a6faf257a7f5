package dev.triptych.train;

import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.SafeTensors;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.nn.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The BERT of {@code tiny_bert.py}: two layers, weights and batches that are as good as random and the same in both languages. */
final class TinyBert {
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
            {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0VOCABULARY}, "unk_token": "[UNK]"}}
            """;

    private TinyBert() {}

    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER.replace("VOCABULARY", vocabulary()));
        SafeTensors.write(folder.resolve("model.safetensors"), weights(), DType.F32, Map.of());
    }

    /** The words of {@link TinyTraining}, and numbers as far as there is room. */
    private static String vocabulary() {
        StringBuilder vocabulary = new StringBuilder();
        for (int id = 1; id < WORDS; id++) {
            int number = id - 1 - TinyTraining.WORDS.size();
            String word = number < 0 ? TinyTraining.WORDS.get(id - 1) : Integer.toString(number);
            vocabulary.append(", \"").append(word).append("\": ").append(id);
        }
        return vocabulary.toString();
    }

    /** As good as random: entry i of weight k. */
    static double noise(int k, int i) {
        return 0.1 * Math.sin(1000 * Math.sin(12.9898 * k + 78.233 * i));
    }

    static List<Prepared.Tokens> tokens(int step, int side) {
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

    /** The weights of {@code tiny_bert.py}: as good as random, from the weight's place in the sorted list of names. */
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
                values[i] = (float) (base + noise(k, i));
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
