package dev.triptych.nn;

import ai.djl.engine.Engine;
import dev.triptych.space.CacheFolder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which precision was found to be faster, by processor and version of the engine: a file {@code precision.properties} in the user's cache
 * folder. A cache that cannot be read or written costs a measurement, never an error.
 */
final class PrecisionMemory {
    private final Path file;

    PrecisionMemory(Path file) {
        this.file = file;
    }

    static Path file() {
        return CacheFolder.get().resolve("precision.properties");
    }

    /** What is known of this machine, or else what the measurement says, which is then known. */
    Precision recall(Supplier<Precision> measurement) {
        String machine = machine();
        Properties known = read();
        String before = known.getProperty(machine, "");
        for (Precision p : new Precision[] {Precision.FLOAT32, Precision.BFLOAT16}) {
            if (p.id().equals(before)) {
                return p;
            }
        }
        Precision measured = measurement.get();
        known.setProperty(machine, measured.id());
        write(known);
        return measured;
    }

    private Properties read() {
        Properties known = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            known.load(in);
        } catch (IOException | IllegalArgumentException e) {
            known.clear();
        }
        return known;
    }

    private void write(Properties known) {
        StringBuilder lines = new StringBuilder();
        known.stringPropertyNames().stream().sorted().forEach(key -> lines.append(key)
                .append('=')
                .append(known.getProperty(key))
                .append('\n'));
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = Files.createTempFile(folder, "precision", ".tmp");
            Files.writeString(beside, lines);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.getLogger(PrecisionMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "the precision is not remembered", e);
        }
    }

    /** One word, so that it can be a key. */
    private static String machine() {
        String name = System.getProperty("os.arch") + "-" + Runtime.getRuntime().availableProcessors() + "-"
                + processor() + "-pytorch-" + Engine.getEngine("PyTorch").getVersion();
        return name.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.startsWith("model name") || l.startsWith("CPU part"))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1))
                    .orElse("");
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
