package dev.triptych.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Fetches {@code -sources.jar}s with Maven; the one place of this module that needs the network, and only when it is called. */
public final class SourcesJars {
    /** A coordinate becomes an argument and a file name, so it holds nothing but what Maven allows. */
    private static final Pattern COORDINATE = Pattern.compile("[\\w.-]+:[\\w-][\\w.-]*:[\\w-][\\w.-]*");

    private SourcesJars() {}

    /**
     * The coordinates of one split of a list of libraries.
     *
     * @param list JSON {@code {"libraries": [{"gav": "group:artifact:version", "split": "train"}, …]}}
     * @param split only libraries of this split are returned
     */
    public static List<String> coordinates(Path list, String split) {
        JsonNode libraries;
        try {
            libraries = new ObjectMapper().readTree(Files.readAllBytes(list)).path("libraries");
        } catch (IOException e) {
            throw new TriptychException(
                    "cannot read the list of libraries " + list + ": " + e.getMessage() + "; check the file", e);
        }
        List<String> found = new ArrayList<>();
        for (JsonNode library : libraries) {
            if (library.path("split").asText().equals(split)) {
                found.add(checked(library.path("gav").asText()));
            }
        }
        if (found.isEmpty()) {
            throw new TriptychException(
                    list + ", libraries",
                    "none with split " + split,
                    "at least one",
                    "check the file and the name of the split");
        }
        return found;
    }

    /**
     * Fetches what is not there yet by running {@code mvn dependency:copy}.
     *
     * @return the jars, in the order of the coordinates
     * @throws TriptychException if Maven is not there or a jar cannot be fetched
     */
    public static List<Path> fetch(List<String> coordinates, Path folder, Progress progress) {
        List<Path> jars = new ArrayList<>();
        try (Progress.Task task = progress.start("fetching sources", coordinates.size())) {
            Files.createDirectories(folder);
            for (String gav : coordinates) {
                task.note(gav);
                Path jar = folder.resolve(fileName(gav));
                if (!Files.exists(jar)) {
                    copy(gav, folder);
                }
                if (!Files.exists(jar)) {
                    throw new TriptychException(
                            gav, "no " + jar + " after Maven ended", "its sources jar", "fetch it by hand");
                }
                jars.add(jar);
                task.advance(1);
            }
        } catch (IOException e) {
            throw new TriptychException(
                    "cannot fetch sources into " + folder + ": " + e.getMessage() + "; is mvn on the PATH?", e);
        }
        return jars;
    }

    static String fileName(String gav) {
        String[] parts = checked(gav).split(":");
        return parts[1] + '-' + parts[2] + "-sources.jar";
    }

    private static String checked(String gav) {
        if (!COORDINATE.matcher(gav).matches()) {
            throw new TriptychException("gav", "'" + gav + "'", "group:artifact:version", "mend the list of libraries");
        }
        return gav;
    }

    private static void copy(String gav, Path folder) throws IOException {
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-B",
                        "dependency:copy",
                        "-Dartifact=" + gav + ":jar:sources",
                        "-DoutputDirectory=" + folder.toAbsolutePath())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        maven.getOutputStream().close();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (maven.waitFor() != 0) {
                throw new TriptychException(
                        gav,
                        "Maven failed: " + said.strip(),
                        "its sources jar",
                        "check the network and the coordinates");
            }
        } catch (InterruptedException e) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Maven ran", e);
        }
    }
}
