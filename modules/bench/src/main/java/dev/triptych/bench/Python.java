package dev.triptych.bench;

import dev.triptych.space.TriptychException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a Python is; whether it has what a candidate needs is seen when the candidate starts. */
record Python(Optional<Path> program) {
    private static final String SCRIPT = "reference.py";

    /**
     * The program named, else the first {@code python3} or {@code python} on the path, if any.
     *
     * @param path the value of PATH
     */
    static Python find(Optional<String> named, String path) {
        List<String> names = named.map(List::of).orElse(List.of("python3", "python"));
        for (String name : names) {
            Optional<Path> found = name.contains("/") || name.contains(File.separator)
                    ? Optional.of(Path.of(name)).filter(Python::runs)
                    : onPath(name, path);
            if (found.isPresent()) {
                return new Python(found);
            }
        }
        named.ifPresent(name -> {
            throw new TriptychException(
                    "--python",
                    "no program '" + name + "'",
                    "a Python 3",
                    "name one that has sentence-transformers, for example --python venv/bin/python");
        });
        return new Python(Optional.empty());
    }

    private static Optional<Path> onPath(String name, String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            for (String ending : List.of("", ".exe")) {
                Path file = Path.of(folder).resolve(name + ending);
                if (!folder.isEmpty() && runs(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Starts our script that embeds. */
    PythonProcess start(int threads) {
        return start(SCRIPT, threads);
    }

    /** Starts one of our scripts. */
    PythonProcess start(String name, int threads) {
        Path python = program.orElseThrow(
                () -> new NotHereException("no Python found on the PATH; name one with --python (venv/bin/python)"));
        try (InputStream script = Python.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return PythonProcess.start(python, new String(script.readAllBytes(), StandardCharsets.UTF_8), threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
