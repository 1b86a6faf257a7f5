package dev.triptych.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.TriptychException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Queries and code of evaluation sets, which no training row may repeat. */
final class Exclusions {
    private Exclusions() {}

    /** What two texts have in common that differ in case, white space and the full stop only. */
    static String key(String text) {
        String key = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
    }

    /** The keys of all {@code query} and {@code code} fields. */
    static Set<String> read(List<Path> files) {
        Set<String> keys = new HashSet<>();
        ObjectMapper json = new ObjectMapper();
        for (Path file : files) {
            int number = 0;
            try (InputStream in = Files.newInputStream(file);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(
                            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    JsonNode row = json.readTree(line);
                    keys.add(key(row.path("query").asText()));
                    keys.add(key(row.path("code").asText()));
                }
            } catch (JsonProcessingException e) {
                throw new TriptychException(
                        file + ", line " + number,
                        "no JSON",
                        "one JSON object per line with query and code",
                        "mend or leave out the file");
            } catch (IOException e) {
                throw new TriptychException(
                        "cannot read the exclusion file " + file + ": " + e.getMessage() + "; check the path", e);
            }
        }
        keys.remove("");
        return keys;
    }
}
