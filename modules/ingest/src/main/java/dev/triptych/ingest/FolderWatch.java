package dev.triptych.ingest;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Hears of changes below folders, in all that a walk looks into. Linux and Windows tell at once; the JDK has nothing of the kind for macOS
 * and looks every ten seconds. For one thread; {@link #close} from any.
 */
public final class FolderWatch implements AutoCloseable {
    /** A writer that never rests must not keep its changes from being seen. */
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** How often folders are looked for that were not there. */
    private static final Duration MISSING = Duration.ofSeconds(2);

    private final List<Path> roots;
    private final Settings settings;
    private final Path ours;
    private final WatchService service;
    /** A folder that has been moved keeps its key, so the key's own path may be an old one. */
    private final Map<WatchKey, Path> folders = new HashMap<>();

    private final Set<Path> missing = new HashSet<>();

    private FolderWatch(List<Path> roots, Settings settings, Path ours, WatchService service) {
        this.roots = roots;
        this.settings = settings;
        this.ours = ours;
        this.service = service;
    }

    /**
     * Begins to listen; what changes from now on is heard of.
     *
     * @param paths files and folders
     * @param settings what is looked into
     * @param ours a folder that nobody wants to hear of, that of the index
     * @throws TriptychException if the system allows no more watches
     */
    public static FolderWatch on(List<Path> paths, Settings settings, Path ours) {
        List<Path> roots =
                paths.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        try {
            FolderWatch watch =
                    new FolderWatch(roots, settings, ours, ours.getFileSystem().newWatchService());
            try {
                watch.registerRoots(roots);
                return watch;
            } catch (RuntimeException e) {
                watch.close();
                throw e;
            }
        } catch (IOException e) {
            throw refused(roots.toString(), e);
        }
    }

    private void registerRoots(Iterable<Path> some) {
        for (Path root : some) {
            if (Files.isDirectory(root)) {
                register(root, root);
            } else if (root.getParent() != null && Files.isDirectory(root.getParent())) {
                register(root.getParent());
            } else {
                missing.add(root);
            }
        }
    }

    private void register(Path root, Path folder) {
        Walk.folders(root, folder, settings).forEach(this::register);
    }

    private void register(Path folder) {
        if (folder.startsWith(ours)) {
            return;
        }
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
        } catch (IOException e) {
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                throw refused(folder.toString(), e);
            }
            // It is gone again, or not ours to read; a walk says so where it matters.
            missing.remove(folder);
        }
    }

    private static TriptychException refused(String where, IOException e) {
        return new TriptychException(
                "watching " + where + ": " + e.getMessage()
                        + "; allow more watches (Linux: sysctl fs.inotify.max_user_watches=524288), or leave folders out with"
                        + " --exclude",
                e);
    }

    /**
     * Waits for changes, and then until there have been none for a while.
     *
     * @param quiet how long nothing must change
     * @return files and folders that may have changed, or be gone; a folder stands for all that is in it. Empty only after
     *     {@link #close}
     */
    public Set<Path> next(Duration quiet) throws InterruptedException {
        Set<Path> changed = new TreeSet<>();
        try {
            long until = Long.MAX_VALUE;
            while (true) {
                boolean waiting = changed.isEmpty();
                WatchKey key = service.poll((waiting ? MISSING : quiet).toNanos(), TimeUnit.NANOSECONDS);
                if (key != null) {
                    take(key, changed);
                } else if (!waiting) {
                    return topmost(changed);
                }
                comeBack(changed);
                if (waiting && !changed.isEmpty()) {
                    until = System.nanoTime() + LONGEST.toNanos();
                }
                if (!changed.isEmpty() && System.nanoTime() - until > 0) {
                    return topmost(changed);
                }
            }
        } catch (ClosedWatchServiceException e) {
            return Set.of();
        }
    }

    private void take(WatchKey key, Set<Path> changed) {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder != null) {
                take(folder, event, changed);
            }
        }
        if (!key.reset()) {
            folders.remove(key);
            if (folder != null && roots.contains(folder)) {
                missing.add(folder);
            }
        }
    }

    private void take(Path folder, WatchEvent<?> event, Set<Path> changed) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            // Nobody knows what was lost.
            registerRoots(roots);
            changed.addAll(roots);
            return;
        }
        Path child = folder.resolve((Path) event.context());
        String name = child.getFileName().toString();
        Optional<Path> root = roots.stream().filter(child::startsWith).findFirst();
        if (root.isEmpty() || child.startsWith(ours)) {
            return;
        }
        if (settings.gitignore() && (name.equals(Ignores.GIT) || name.equals(Ignores.OWN))) {
            // Other rules may show folders that were never looked into.
            register(root.get(), folder);
            changed.add(folder);
            return;
        }
        boolean isFolder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
        if (isFolder && event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
            register(root.get(), child);
        }
        // Of a folder the system also says that something in it changed, which its own key tells better.
        if (!isFolder || event.kind() != StandardWatchEventKinds.ENTRY_MODIFY) {
            changed.add(child);
        }
    }

    private void comeBack(Set<Path> changed) {
        Set<Path> back = new HashSet<>(missing);
        back.removeIf(root -> !Files.exists(root));
        missing.removeAll(back);
        registerRoots(back);
        changed.addAll(back);
    }

    /** Without what lies in a folder that is named itself. In the order of paths a folder stands before what is in it. */
    private static Set<Path> topmost(Set<Path> changed) {
        Set<Path> top = new HashSet<>();
        for (Path path : changed) {
            boolean inside = false;
            for (Path at = path.getParent(); at != null && !inside; at = at.getParent()) {
                inside = top.contains(at);
            }
            if (!inside) {
                top.add(path);
            }
        }
        return top;
    }

    /** Ends {@link #next}. */
    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new TriptychException("watching " + roots + ": " + e.getMessage(), e);
        }
    }
}
