package dev.triptych.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.nn.Prepared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PyTorch in Python, training the same weights on the same token ids; it works in a process of its own when it is its turn. */
final class TorchTrainer implements AutoCloseable {
    private final PythonProcess process;
    private final String name;
    private final String library;

    /** One batch as everybody takes it. */
    record Tokens(List<Prepared.Tokens> anchors, List<Prepared.Tokens> positives) {
        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            write(json.putArray("anchors"), anchors);
            write(json.putArray("positives"), positives);
            return json;
        }

        private static void write(ArrayNode rows, List<Prepared.Tokens> texts) {
            for (Prepared.Tokens text : texts) {
                ArrayNode row = rows.addArray();
                for (int id : text.ids()) {
                    row.add(id);
                }
            }
        }
    }

    private TorchTrainer(PythonProcess process, String name, String library) {
        this.process = process;
        this.name = name;
        this.library = library;
    }

    /**
     * Starts one.
     *
     * @param attention {@code eager}, or {@code sdpa} for the fused kernel
     * @param autocast whether the model computes in bfloat16 where PyTorch's autocast lets it
     * @throws NotHereException if there is no Python, or it lacks PyTorch or transformers
     */
    static TorchTrainer open(Python python, String attention, boolean autocast, Path model, int threads) {
        PythonProcess process = python.start("training.py", threads);
        Map<String, Object> request = Map.of(
                "model",
                model.toAbsolutePath().toString(),
                "threads",
                threads,
                "attention",
                attention,
                "autocast",
                autocast,
                "scale",
                TrainPlan.SCALE,
                "decay",
                TrainPlan.DECAY,
                "clip",
                TrainPlan.CLIP);
        try {
            return new TorchTrainer(
                    process,
                    "PyTorch " + attention,
                    process.ask(request).path("library").asText());
        } catch (NotHereException e) {
            process.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    String library() {
        return library;
    }

    /** Trains on these batches, one step each. */
    TrainTurn turn(List<Tokens> batches, List<Double> rates) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = request.putArray("batches");
        batches.forEach(batch -> steps.add(batch.json()));
        ArrayNode numbers = request.putArray("rates");
        rates.forEach(numbers::add);
        JsonNode answer = process.ask(request);
        return new TrainTurn(
                numbers(answer.path("seconds")),
                numbers(answer.path("losses")),
                answer.path("peak").asLong(),
                answer.path("resident").asLong());
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    @Override
    public void close() {
        process.close();
    }
}
