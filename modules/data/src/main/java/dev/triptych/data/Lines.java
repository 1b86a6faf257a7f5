package dev.triptych.data;

import dev.triptych.space.TriptychException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a text file line by line, packed with gzip or not. */
final class Lines {
    /** Takes one line. */
    @FunctionalInterface
    interface Reader {
        void line(int number, String line) throws IOException;
    }

    private Lines() {}

    static void read(Path file, Reader reader) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(++number, line);
            }
        } catch (NoSuchFileException e) {
            throw new TriptychException(
                    file.toString(), "no such file", "training data", "check the path in the recipe");
        } catch (IOException e) {
            throw new TriptychException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
