package dev.triptych.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** One JSON line per step, and one per validation: what a plot or a script reads. Nothing in it depends on the clock. */
final class Metrics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;

    private Metrics(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Opens the file behind the lines of the steps that are done. Lines of later steps come again when these are trained again, and a run
     * that was killed may have left half a line: both go.
     *
     * @param done steps that the checkpoint knows
     */
    static Metrics open(Path file, int done) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.exists(file)) {
                keep(file, done);
            }
            return new Metrics(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void keep(Path file, int done) throws IOException {
        StringBuilder kept = new StringBuilder();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int step = step(line);
                if (step < 0 || step >= done) {
                    break;
                }
                kept.append(line).append('\n');
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(kept.toString().getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /** The last step that a line tells of, or -1 for half a line. */
    private static int step(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            // A validation stands behind the step before it.
            return json.has("validation")
                    ? json.path("step").asInt(0) - 1
                    : json.path("step").asInt(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * What a step did.
     *
     * @param rates learning rate of each group that learns, after warm-up and decay
     * @param scale the logit scale of the pair of modalities after the step
     */
    record Step(
            int step,
            String stage,
            String task,
            double loss,
            double norm,
            double factor,
            Map<String, Double> rates,
            OptionalDouble scale) {}

    void write(Step step) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step.step());
        line.put("stage", step.stage());
        line.put("task", step.task());
        line.put("loss", step.loss());
        line.put("gradient_norm", step.norm());
        line.put("rate_factor", step.factor());
        line.put("rates", step.rates());
        step.scale().ifPresent(s -> line.put("logit_scale", s));
        write(line);
    }

    /**
     * What a validation found.
     *
     * @param done steps before it
     */
    void write(int done, Validation.Figures figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", done);
        line.put("validation", figures.all());
        line.put("metric", figures.metric());
        write(line);
    }

    private void write(Map<String, Object> line) {
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static TriptychException unwritable(Path file, IOException e) {
        return new TriptychException(
                file + ": cannot be written: " + e.getMessage() + "; the last checkpoint is kept: make room and resume",
                e);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
