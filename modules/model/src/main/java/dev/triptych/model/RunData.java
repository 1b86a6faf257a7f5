package dev.triptych.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.data.CheckedPairs;
import dev.triptych.data.DataReport;
import dev.triptych.data.TrainingData;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The data of a run: opened, told about, and written down in {@code data.json}, so that a resumed run can see that it is the same. */
record RunData(Map<String, PairSource> sources) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RunData open(Recipe plan, Path out, boolean resume, Progress progress, Consumer<String> told)
            throws IOException {
        RunData data = new RunData(new LinkedHashMap<>());
        try {
            ObjectNode reports = JsonNodeFactory.instance.objectNode();
            for (Recipe.TaskSpec task : plan.tasks().values()) {
                PairSource source = TrainingData.open(task, out.resolve("data"), progress);
                data.sources().put(task.name(), source);
                if (source instanceof CheckedPairs checked) {
                    DataReport report = checked.report();
                    reports.set(task.name(), report.toJson());
                    report.lines().forEach(line -> told.accept(task.name() + ": " + line));
                    if (!source.together() && report.groups() < task.batch()) {
                        told.accept(task.name() + ": a batch can hold one pair of each group, so " + report.groups()
                                + " pairs and not " + task.batch());
                    }
                }
            }
            Path file = out.resolve("data.json");
            if (resume && Files.exists(file)) {
                requireSame(file, reports);
            }
            if (!reports.isEmpty()) {
                Files.createDirectories(out);
                byte[] bytes = (reports.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
                AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
            }
            return data;
        } catch (RuntimeException | IOException e) {
            data.close();
            throw e;
        }
    }

    private static void requireSame(Path file, ObjectNode now) throws IOException {
        JsonNode before = JSON.readTree(file.toFile());
        now.properties()
                .forEach(task -> task.getValue().path("files").properties().forEach(digest -> {
                    JsonNode old = before.path(task.getKey()).path("files").path(digest.getKey());
                    if (!old.isMissingNode() && !old.equals(digest.getValue())) {
                        throw new TriptychException(
                                digest.getKey(),
                                "another content than when the run began",
                                "sha256 " + old.asText(),
                                "put the old file back, or train anew in another folder");
                    }
                }));
    }

    @Override
    public void close() {
        sources.values().forEach(source -> {
            if (source instanceof CheckedPairs checked) {
                checked.close();
            }
        });
    }
}
