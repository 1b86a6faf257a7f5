package dev.triptych.nn;

import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Tensor;
import dev.triptych.checkpoint.Weights;
import dev.triptych.space.TriptychException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A vector for each token: {@code embedding.weight [tokens, width]} of sentence-transformers, or {@code embeddings [rows, width]} of
 * model2vec, maybe with {@code mapping [tokens]}, the row of each token, and {@code weights [tokens]}, by which its vector is multiplied.
 */
final class TokenTable {
    private final float[] rows;
    private final int width;
    private final int[] rowOf;
    private final float[] weightOf;

    private TokenTable(float[] rows, int width, int[] rowOf, float[] weightOf) {
        this.rows = rows;
        this.width = width;
        this.rowOf = rowOf;
        this.weightOf = weightOf;
    }

    static TokenTable read(Path folder) {
        Weights weights = Weights.open(folder);
        boolean model2vec = !weights.has("embedding.weight") && weights.has("embeddings");
        Tensor table = weights.require(model2vec ? "embeddings" : "embedding.weight", -1, -1);
        if (table.size() == 0) {
            throw new TriptychException(
                    weights + ", weight " + (model2vec ? "embeddings" : "embedding.weight"),
                    "shape " + Arrays.toString(table.shape()),
                    "a row for each token",
                    "use a whole model");
        }
        int count = (int) table.shape()[0];
        int width = (int) table.shape()[1];
        int[] rowOf;
        if (model2vec && weights.has("mapping")) {
            rowOf = indices(folder, weights.require("mapping", -1), count);
        } else {
            rowOf = new int[count];
            Arrays.setAll(rowOf, i -> i);
        }
        float[] weightOf;
        if (model2vec && weights.has("weights")) {
            weightOf = weights.floats("weights", rowOf.length);
        } else {
            weightOf = new float[rowOf.length];
            Arrays.fill(weightOf, 1);
        }
        float[] rows = table.dtype() == DType.I8 && !weights.hasSteps(table.name())
                ? bytes(table)
                : weights.floats(table.name(), -1, -1);
        return new TokenTable(rows, width, rowOf, weightOf);
    }

    /** model2vec also stores whole numbers of one byte; their common factor is lost in the unit length. */
    private static float[] bytes(Tensor table) {
        ByteBuffer data = table.data();
        float[] values = new float[table.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i);
        }
        return values;
    }

    private static int[] indices(Path folder, Tensor mapping, int rows) {
        int[] indices = new int[mapping.size()];
        ByteBuffer data = mapping.data();
        for (int i = 0; i < indices.length; i++) {
            long row =
                    switch (mapping.dtype()) {
                        case I64 -> data.getLong(i * Long.BYTES);
                        case I32 -> data.getInt(i * Integer.BYTES);
                        default ->
                            throw new TriptychException(
                                    folder + ", weight mapping",
                                    "dtype " + mapping.dtype(),
                                    "I64 or I32",
                                    "save it as one of these");
                    };
            if (row < 0 || row >= rows) {
                throw new TriptychException(
                        folder + ", weight mapping[" + i + "]",
                        String.valueOf(row),
                        "a row of embeddings, from 0 to " + (rows - 1),
                        "the weights do not belong together");
            }
            indices[i] = (int) row;
        }
        return indices;
    }

    /** How many tokens have a vector. */
    int count() {
        return rowOf.length;
    }

    int width() {
        return width;
    }

    /** The average of the first tokens' vectors, the first {@code kept} numbers of it; zeros without tokens. */
    float[] mean(int[] ids, int count, int kept) {
        float[] sum = new float[kept];
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            if (id >= rowOf.length) {
                throw new TriptychException(
                        "tokenizer.json, token " + id,
                        "no vector for it",
                        "ids below " + rowOf.length,
                        "the tokenizer and the weights do not belong together");
            }
            int at = Math.multiplyExact(rowOf[id], width);
            float weight = weightOf[id];
            for (int j = 0; j < kept; j++) {
                sum[j] += weight * rows[at + j];
            }
        }
        for (int j = 0; j < kept && count > 0; j++) {
            sum[j] /= count;
        }
        return sum;
    }
}
