package dev.triptych.ingest;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds files below folders, in sorted order. Symbolic links below a named folder are not followed, so that there are no cycles and
 * no file is met twice through them; a link that is named itself is.
 */
final class Walk {
    /** Folders that programs fill, by name alone. */
    private static final Set<String> ALWAYS = Set.of("node_modules", "__pycache__", "CVS");
    /** Folders that a build fills, if the file that tells so stands beside them. */
    private static final List<BuildFolder> BESIDE = List.of(
            new BuildFolder("target", Set.of("pom.xml", "Cargo.toml", "build.sbt")),
            new BuildFolder("build", Set.of("build.gradle", "build.gradle.kts", "CMakeLists.txt", "setup.py")),
            new BuildFolder("dist", Set.of("package.json", "setup.py", "pyproject.toml")));

    private record BuildFolder(String name, Set<String> signs) {}

    /** A file to ingest, or something left out and why. */
    record Found(Path path, Reason skipped, String detail) {
        boolean wanted() {
            return skipped == Reason.NONE;
        }
    }

    private final List<PathMatcher> include;
    private final List<PathMatcher> exclude;
    private final List<Found> found = new ArrayList<>();

    private Walk(Settings settings) {
        include = matchers("--include", settings.include());
        exclude = matchers("--exclude", settings.exclude());
    }

    static List<Found> below(List<Path> paths, Settings settings) {
        Walk walk = new Walk(settings);
        for (Path path : paths) {
            if (!Files.exists(path)) {
                walk.found.add(new Found(path, Reason.UNREADABLE, "there is no such file or folder"));
            } else if (Files.isDirectory(path)) {
                walk.folder(path, path);
            } else {
                walk.file(path, Optional.ofNullable(path.getParent()).orElse(Path.of("")));
            }
        }
        return walk.found;
    }

    private void folder(Path folder, Path root) {
        List<Path> children;
        try (Stream<Path> list = Files.list(folder)) {
            children = list.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            found.add(new Found(folder, Reason.UNREADABLE, "the folder cannot be listed: " + e.getMessage()));
            return;
        }
        for (Path child : children) {
            String name = child.getFileName().toString();
            if (Files.isSymbolicLink(child)) {
                skip(child, Reason.LINK);
            } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                if (name.equals(".git")
                        || name.equals(".svn")
                        || name.equals(".hg")
                        || isBuildOutput(child, name, folder)) {
                    skip(child, Reason.BUILD_OUTPUT);
                } else if (name.startsWith(".")) {
                    skip(child, Reason.HIDDEN);
                } else if (matches(exclude, root.relativize(child))) {
                    skip(child, Reason.EXCLUDED);
                } else {
                    folder(child, root);
                }
            } else if (name.startsWith(".")) {
                skip(child, Reason.HIDDEN);
            } else {
                file(child, root);
            }
        }
    }

    private void file(Path file, Path root) {
        Path relative = root.toString().isEmpty() ? file : root.relativize(file);
        if (!Files.isRegularFile(file)) {
            skip(file, Reason.NOT_A_FILE);
        } else if ((!include.isEmpty() && !matches(include, relative)) || matches(exclude, relative)) {
            skip(file, Reason.EXCLUDED);
        } else {
            found.add(new Found(file, Reason.NONE, ""));
        }
    }

    private void skip(Path path, Reason reason) {
        found.add(new Found(path, reason, ""));
    }

    private static boolean isBuildOutput(Path folder, String name, Path parent) {
        return ALWAYS.contains(name)
                || Files.exists(folder.resolve("CACHEDIR.TAG"))
                || BESIDE.stream()
                        .anyMatch(b -> b.name.equals(name)
                                && b.signs.stream().anyMatch(sign -> Files.exists(parent.resolve(sign))));
    }

    private static boolean matches(List<PathMatcher> matchers, Path relative) {
        return matchers.stream().anyMatch(m -> m.matches(relative));
    }

    private static List<PathMatcher> matchers(String option, List<String> patterns) {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns) {
            String clean = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
            try {
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + clean);
                boolean byName = !clean.contains("/");
                // A leading **/ also means "here", as in every other tool; Java's own wants at least one folder.
                PathMatcher here = clean.startsWith("**/")
                        ? FileSystems.getDefault().getPathMatcher("glob:" + clean.substring(3))
                        : matcher;
                matchers.add(p ->
                        matcher.matches(byName ? p.getFileName() : p) || here.matches(byName ? p.getFileName() : p));
            } catch (PatternSyntaxException e) {
                throw new TriptychException(
                        option, "'" + pattern + "'", "a glob such as *.pdf or docs/**", e.getDescription());
            }
        }
        return matchers;
    }
}
