package dev.triptych.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Our script at work: a line of JSON in, a line of JSON out. It ends when its standard input does, so it never outlives us. */
final class PythonProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path messages;
    private final Writer in;
    private final BufferedReader out;

    private PythonProcess(Process process, Path messages) {
        this.process = process;
        this.messages = messages;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static PythonProcess start(Path python, String script, int threads) throws IOException {
        Path messages = Files.createTempFile("triptych-bench", ".err");
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-c", script);
        String count = Integer.toString(threads);
        builder.environment()
                .putAll(Map.of(
                        "OMP_NUM_THREADS", count,
                        "MKL_NUM_THREADS", count,
                        "RAYON_NUM_THREADS", count,
                        "TOKENIZERS_PARALLELISM", "true",
                        // Models are on disk; nothing is to be asked for.
                        "HF_HUB_OFFLINE", "1",
                        "TRANSFORMERS_OFFLINE", "1",
                        "PYTHONIOENCODING", "utf-8",
                        "PYTHONDONTWRITEBYTECODE", "1"));
        builder.redirectError(messages.toFile());
        return new PythonProcess(builder.start(), messages);
    }

    /** Sends a request and waits for the answer; the first one waits until everything is loaded. */
    JsonNode ask(Object request) {
        try {
            in.write(request instanceof String plain ? plain : JSON.writeValueAsString(request));
            in.write('\n');
            in.flush();
            String line = out.readLine();
            if (line != null) {
                return understood(line);
            }
        } catch (IOException e) {
            // It has ended: what it said last tells more than a broken pipe.
        }
        throw new NotHereException("Python ended: " + lastWords());
    }

    private static JsonNode understood(String line) {
        JsonNode answer;
        try {
            answer = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new NotHereException("Python answered something that is not JSON");
        }
        if (answer.has("left_out")) {
            throw new NotHereException(answer.get("left_out").asText());
        }
        return answer;
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(messages).stream()
                    .filter(l -> !l.isBlank())
                    .toList();
            return lines.isEmpty() ? "without a word" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "without a word";
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(messages);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
