package dev.triptych.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The ignore files that hold in one folder. The nearest that has a rule for something decides; in one folder {@code .triptychignore} is
 * stronger than {@code .gitignore}, and both than {@code info/exclude} of the repository. A repository inside of another begins anew.
 *
 * @param files the strongest last
 */
record Ignores(List<IgnoreFile> files) {
    /** Of the same form as a {@code .gitignore}, for what Git keeps and nobody wants to search. */
    static final String OWN = ".triptychignore";

    static final String GIT = ".gitignore";

    static Ignores none() {
        return new Ignores(List.of());
    }

    /** In a folder that was named: also the rules of the repository that it lies in, from its top down. */
    static Ignores of(Path folder) {
        Path named = whole(folder);
        Deque<Path> way = new ArrayDeque<>();
        for (Path at = named; at != null; at = at.getParent()) {
            way.push(at);
            if (isRepository(at)) {
                Ignores ignores = none();
                for (Path below : way) {
                    ignores = ignores.in(below);
                }
                return ignores;
            }
        }
        return none().in(named);
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** In a folder of this one. */
    Ignores in(Path folder) {
        Path child = whole(folder);
        List<IgnoreFile> all = new ArrayList<>(files);
        if (isRepository(child)) {
            all.clear();
            exclude(child).ifPresent(file -> add(IgnoreFile.read(file, child), all));
        }
        add(IgnoreFile.read(child.resolve(GIT), child), all);
        add(IgnoreFile.read(child.resolve(OWN), child), all);
        return all.equals(files) ? this : new Ignores(List.copyOf(all));
    }

    private static void add(IgnoreFile file, List<IgnoreFile> all) {
        if (!file.rules().isEmpty()) {
            all.add(file);
        }
    }

    boolean leaveOut(Path child, boolean isFolder) {
        Path whole = files.isEmpty() ? child : whole(child);
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Boolean> said = files.get(i).leavesOut(whole, isFolder);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return false;
    }

    private static boolean isRepository(Path folder) {
        return Files.exists(folder.resolve(".git"));
    }

    /** {@code info/exclude} of a repository; of a second working tree or a submodule it stands where the file {@code .git} points to. */
    private static Optional<Path> exclude(Path folder) {
        Path git = folder.resolve(".git");
        try {
            if (Files.isRegularFile(git)) {
                String words = Files.readString(git).strip();
                git = folder.resolve(words.substring(words.indexOf(':') + 1).strip());
                Path common = git.resolve("commondir");
                git = Files.exists(common)
                        ? git.resolve(Files.readString(common).strip())
                        : git;
            }
            return Optional.of(git.resolve("info").resolve("exclude"));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
