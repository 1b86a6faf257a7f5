package dev.triptych.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.nn.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user of Python would take; it works in a process of its own and is told when it is its turn. */
final class PythonCandidate implements Candidate {
    private final PythonProcess process;
    private final Entry entry;
    private float[][] sample = new float[0][];

    private PythonCandidate(PythonProcess process, Entry entry) {
        this.process = process;
        this.entry = entry;
    }

    /**
     * Starts one.
     *
     * @param inputs the field {@code texts} or {@code pictures}, and what else the script needs
     */
    static Candidate open(
            Python python,
            String candidate,
            String name,
            Precision precision,
            TowerFolder model,
            int threads,
            Work work,
            Map<String, ?> inputs) {
        PythonProcess process = python.start(threads);
        Map<String, Object> request = new LinkedHashMap<>(inputs);
        request.put("candidate", candidate);
        request.put("model", model.path().toAbsolutePath().toString());
        request.put("threads", threads);
        request.put("precision", precision.id());
        request.put("sample", SAMPLE);
        try {
            JsonNode ready = process.ask(request);
            String library = ready.path("library").asText();
            return new PythonCandidate(process, new Entry(name, library, precision, model.label(), work));
        } catch (NotHereException e) {
            process.close();
            throw e;
        }
    }

    /** The fields for texts. */
    static Map<String, ?> texts(List<String> texts, int maxTokens) {
        return Map.of("texts", texts, "max_tokens", maxTokens);
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public double turn() {
        JsonNode answer = process.ask("go");
        JsonNode vectors = answer.path("sample");
        sample = new float[vectors.size()][];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = new float[vectors.get(i).size()];
            for (int k = 0; k < sample[i].length; k++) {
                sample[i][k] = vectors.get(i).get(k).floatValue();
            }
        }
        return answer.path("seconds").asDouble();
    }

    @Override
    public float[][] sample() {
        return sample;
    }

    @Override
    public void close() {
        process.close();
    }
}
