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
import java.util.Collection;
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

    private static final Set<String> VERSION_CONTROL = Set.of(".git", ".svn", ".hg");
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
    private final boolean gitignore;
    private final List<Found> found = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    private Walk(Settings settings) {
        include = matchers("--include", settings.include());
        exclude = matchers("--exclude", settings.exclude());
        gitignore = settings.gitignore();
    }

    static List<Found> below(List<Path> paths, Settings settings) {
        Walk walk = new Walk(settings);
        for (Path path : paths) {
            if (!Files.exists(path)) {
                walk.found.add(new Found(path, Reason.UNREADABLE, "there is no such file or folder"));
            } else {
                walk.at(path, path);
            }
        }
        return walk.found;
    }

    /** What {@link #below} would say of these files and folders and of nothing else; of those that are gone nothing. */
    static List<Found> changed(List<Path> roots, Collection<Path> changed, Settings settings) {
        Walk walk = new Walk(settings);
        for (Path path : changed) {
            for (Path root : roots) {
                if (path.startsWith(root) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    walk.at(root, path);
                }
            }
        }
        return walk.found;
    }

    /** The folders into which a walk from the root looks, at and below one of them. */
    static List<Path> folders(Path root, Path folder, Settings settings) {
        Walk walk = new Walk(settings);
        walk.at(root, folder);
        return walk.folders;
    }

    /** Goes straight to something at or below a root and looks at it as if it came that way from the root. */
    private void at(Path root, Path target) {
        if (!Files.isDirectory(root)) {
            file(root, Optional.ofNullable(root.getParent()).orElse(Path.of("")));
            return;
        }
        Ignores ignores = gitignore ? Ignores.of(root) : Ignores.none();
        Path at = root;
        while (!at.equals(target)) {
            Path child = at.resolve(target.getName(at.getNameCount()));
            Optional<Reason> left = leftOut(child, root, ignores);
            if (left.isPresent()) {
                skip(child, left.get());
                return;
            }
            if (!Files.isDirectory(child)) {
                found.add(new Found(child, Reason.NONE, ""));
                return;
            }
            ignores = in(child, ignores);
            at = child;
        }
        folder(at, root, ignores);
    }

    private Ignores in(Path child, Ignores ignores) {
        return gitignore ? ignores.in(child) : ignores;
    }

    private void folder(Path folder, Path root, Ignores ignores) {
        List<Path> children;
        try (Stream<Path> list = Files.list(folder)) {
            children = list.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            found.add(new Found(folder, Reason.UNREADABLE, "the folder cannot be listed: " + e.getMessage()));
            return;
        }
        folders.add(folder);
        for (Path child : children) {
            Optional<Reason> left = leftOut(child, root, ignores);
            if (left.isPresent()) {
                skip(child, left.get());
            } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                folder(child, root, in(child, ignores));
            } else {
                found.add(new Found(child, Reason.NONE, ""));
            }
        }
    }

    /** Why something in a folder is not looked at, if it is not. */
    private Optional<Reason> leftOut(Path child, Path root, Ignores ignores) {
        String name = child.getFileName().toString();
        if (Files.isSymbolicLink(child)) {
            return Optional.of(Reason.LINK);
        }
        boolean isFolder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
        if (isFolder && (VERSION_CONTROL.contains(name) || isBuildOutput(child, name))) {
            return Optional.of(Reason.BUILD_OUTPUT);
        }
        if (name.startsWith(".")) {
            return Optional.of(Reason.HIDDEN);
        }
        if (isFolder ? matches(exclude, root.relativize(child)) : !wanted(root.relativize(child))) {
            return Optional.of(Reason.EXCLUDED);
        }
        if (ignores.leaveOut(child, isFolder)) {
            return Optional.of(Reason.IGNORED);
        }
        return isFolder || Files.isRegularFile(child) ? Optional.empty() : Optional.of(Reason.NOT_A_FILE);
    }

    /** A file that was named itself: only the patterns can leave it out. */
    private void file(Path file, Path parent) {
        Path relative = parent.toString().isEmpty() ? file : parent.relativize(file);
        if (!Files.isRegularFile(file)) {
            skip(file, Reason.NOT_A_FILE);
        } else if (!wanted(relative)) {
            skip(file, Reason.EXCLUDED);
        } else {
            found.add(new Found(file, Reason.NONE, ""));
        }
    }

    private boolean wanted(Path relative) {
        return (include.isEmpty() || matches(include, relative)) && !matches(exclude, relative);
    }

    private void skip(Path path, Reason reason) {
        found.add(new Found(path, reason, ""));
    }

    private static boolean isBuildOutput(Path folder, String name) {
        return ALWAYS.contains(name)
                || Files.exists(folder.resolve("CACHEDIR.TAG"))
                || BESIDE.stream()
                        .anyMatch(b -> b.name.equals(name)
                                && b.signs.stream().anyMatch(sign -> Files.exists(folder.resolveSibling(sign))));
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
