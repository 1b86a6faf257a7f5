package dev.triptych.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** One JSON line per step: what a plot or a script reads. */
final class Metrics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;

    private Metrics(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static Metrics append(Path file) {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new Metrics(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    void write(int step, String stage, String task, double loss, double norm, double factor, OptionalDouble scale) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("stage", stage);
        line.put("task", task);
        line.put("loss", loss);
        line.put("gradient_norm", norm);
        line.put("rate_factor", factor);
        scale.ifPresent(s -> line.put("logit_scale", s));
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
