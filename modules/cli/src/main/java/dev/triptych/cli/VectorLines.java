package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Quantization;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors as JSON lines, quantized on the way if that is wanted, and the count of inputs that were cut. */
final class VectorLines {
    /** With fewer the ranges are little more than the vectors themselves; sentence-transformers warns below the same number. */
    private static final int FEW = 100;

    private final Console console;
    private final @Nullable Quantization quantization;
    private final List<String> waiting = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<Boolean> truncated = new ArrayList<>();
    private int printed;
    private int cut;

    VectorLines(Console console, @Nullable Quantization quantization) {
        this.console = console;
        this.quantization = quantization;
    }

    /** Prints what can be printed now: the ranges of bytes are known only when all vectors are. */
    void add(List<String> labels, Embeddings answer) {
        for (int i = 0; i < labels.size(); i++) {
            waiting.add(labels.get(i));
            vectors.add(answer.vectors()[i]);
            truncated.add(answer.truncated()[i]);
        }
        if (quantization != Quantization.INT8) {
            print();
        }
    }

    /** Prints the rest, and on standard error what there is to know about all. */
    void finish() {
        if (quantization == Quantization.INT8 && !waiting.isEmpty() && waiting.size() < FEW) {
            console.err()
                    .println("triptych: the ranges of int8 come from only " + waiting.size() + " vectors; give all that"
                            + " will be compared, " + FEW + " or more, in one run");
        }
        print();
        if (cut > 0) {
            console.err()
                    .println("triptych: " + cut + " of " + printed + " inputs were longer than the model reads and were"
                            + " cut; they have \"truncated\": true");
        }
    }

    private void print() {
        float[][] all = vectors.toArray(float[][]::new);
        byte[][] bytes = quantization == null ? new byte[0][] : quantization.of(all);
        for (int i = 0; i < all.length; i++) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("input", waiting.get(i));
            ArrayNode vector = line.putArray("embedding");
            if (quantization == null) {
                for (float x : all[i]) {
                    vector.add(x);
                }
            } else {
                for (byte x : bytes[i]) {
                    vector.add((int) x);
                }
            }
            line.put("truncated", truncated.get(i));
            console.out().println(line);
            cut += truncated.get(i) ? 1 : 0;
        }
        printed += all.length;
        waiting.clear();
        vectors.clear();
        truncated.clear();
    }
}
